"""Vietnamese. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("bản ghi, bản chép lời, lời thoại"),
    titles=words("tựa"),
    stage=phrases("tiếng nhạc, vỗ tay, tiếng ồn nền, tiếng vỗ tay, nhạc nền, nhạc nhẹ, nhấp chuột") | phrases("slide tiếp theo, trang tiếp theo"),
    doubtful=phrases("tiếng cười, tạm dừng, nhạc, im lặng, tiếng chuông, tiếng ồn, tiếng ho, cười"),
    beside=words("nhẹ nền"),
    pressed=words("nhấn bấm nút phím màn máy"),
    unheard=phrases("không nghe rõ, nghe không rõ, không rõ lời"),
    seen=phrases("chữ trên màn hình, văn bản trên màn hình, tiêu đề trên màn hình, hiệu ứng âm thanh"),
    perhaps_seen=phrases("trên màn hình, hình ảnh, cảnh, nhạc, máy quay"),
    visual=phrases("vào máy quay, nhìn vào máy quay, cận cảnh, hiện trên màn hình, logo của"),
    addressed=words("bạn quý chúng ta"),
    said=phrases("lời bình, lời dẫn"),
    perhaps_said=phrases("giọng đọc, âm thanh"),
    persons=phrases("bác sĩ, y tá, bệnh nhân, dược sĩ, điều dưỡng"),
    signals=words("""
        lưu ý chú cảnh báo quan trọng ví dụ bước sáng trưa chiều tối đêm ngày tuần tháng liều thuốc mắt tai tay
        chân gối trái phải nếu khi vitamin sắt canxi muối đường nước máu cân huyết áp sốt
        """),
    pages=phrases("xem thêm, xem bản ghi, ẩn bản ghi, về đầu trang, đọc thêm"),
    buttons=phrases("thu gọn, đóng, quay lại, chia sẻ, tải xuống, menu"),
    sites=words("trang chủ video phim bài viết sức khỏe thư viện"),
    credits=phrases("phụ đề bởi, dịch bởi, được duyệt bởi, duyệt bởi, viết bởi, thực hiện bởi, phụ đề"),
    labels=phrases("người dịch, biên tập, tác giả, đạo diễn, phụ trách"),
    dated=phrases("cập nhật lần cuối, ngày cập nhật, duyệt lần cuối"),
    sources=phrases("nguồn, tài liệu tham khảo"),
    rights=phrases("mọi quyền được bảo lưu, bảo lưu mọi quyền"),
    negations=words("không đừng chưa chớ chỉ trừ ngừng chẳng cấm tránh kiêng dừng ngưng"),
    amounts=words("""
        một hai ba bốn năm sáu bảy tám chín mười nửa trăm đôi gấp lần miligam microgam gam mililit lít đơn vị
        viên giọt muỗng thìa liều mũi miếng xịt giờ phút ngày
        """),
    joining=words("và hoặc hay"),
)  # fmt: skip
