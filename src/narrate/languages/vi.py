"""Vietnamese: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="vi",
    region="VN",
    alpha3="vie",
    autonym="Tiếng Việt",
    phrases_language="vi",
    phrases={
        "narration": "Lời thuyết minh của trang này, {seconds} giây",
        "listen": "Nghe toàn bộ",
        "length": "{minutes} phút {seconds} giây",
        "files": "Tệp để lưu",
        "slides_file": "Trang trình chiếu tự phát (PowerPoint)",
        "sound_file": "Âm thanh (MP3)",
        "captions_file": "Phụ đề (WebVTT)",
        "text_file": "Văn bản",
        "all_topics": "Tất cả chủ đề",
        "parts": "Các phần",
        "slide_of": "{number} trên {total}",
        "part_of": "Phần {number} trên {total}",
        "length_line": "{minutes} phút · nghe, xem hoặc đọc",
        "closing_title": "Nghe lại ở nhà",
        "closing_again": "Quý vị có thể tìm lại hướng dẫn này tại {address}.",
        "closing_share": "Hãy chia sẻ với gia đình.",
        "closing_ask": "Hãy hỏi nhóm chăm sóc của quý vị về bất cứ điều gì chưa rõ.",
        "labels": "Chú thích",
        "scan": "Hướng máy ảnh điện thoại vào đây",
        "scan_description": "Mã QR: địa chỉ được viết bên dưới",
        "dot": "chấm",
        "slash": "gạch chéo",
        "hyphen": "gạch nối",
        "underscore": "gạch dưới",
        "or_ask": "Hoặc hỏi chúng tôi để nhận đĩa CD hay bản chữ lớn",
        "made_by_voice": "Do giọng máy tính đọc.",
    },
)
