"""Vietnamese. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("bản ghi, bản chép lời, lời thoại"),
    stage=words("nhạc vỗ tay cười ho im lặng tiếng ồn chuông nghỉ tạm dừng"),
    beside=words("nhẹ nền bắt đầu kết thúc ngắn và tiếng nhạc"),
    unheard=phrases("không nghe rõ, nghe không rõ, không rõ lời"),
    seen=phrases("chữ trên màn hình, trên màn hình, hình ảnh, cảnh, hiệu ứng âm thanh, nhạc"),
    said=phrases("lời bình, lời dẫn"),
    says=words("nói"),
    visual=words("camera"),
    persons=words("bác y"),
    signals=words("""
        lưu ý chú cảnh báo quan trọng ví dụ bước sáng trưa chiều tối đêm ngày tuần tháng liều thuốc mắt tai tay chân
        gối trái phải nếu khi
        """),
    pages=phrases("xem thêm, thu gọn, đóng, quay lại, in, chia sẻ, tải xuống"),
    credits=phrases("phụ đề bởi, phụ đề, người dịch, dịch bởi, được duyệt bởi, biên tập, cập nhật lần cuối"),
    sources=phrases("nguồn, tài liệu tham khảo"),
    rights=phrases("mọi quyền được bảo lưu, bảo lưu mọi quyền"),
    negations=words("không đừng chưa chớ chỉ trừ ngừng"),
)  # fmt: skip
