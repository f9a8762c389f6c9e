"""The words of the page that stands for what a browser cannot have, in both languages. Patients are addressed as "quý vị"."""

REFUSED = {
    "vi": {
        "missing": "Không mở được trang này",
        "missing_do": "Xin quý vị quay lại trang đầu, hoặc hỏi nhân viên.",
        "waiting": "Xin quý vị chờ một chút",
        "waiting_do": "Câu trả lời đã lưu vẫn còn. Trang này tự mở lại sau {seconds} giây; nếu vẫn chưa được, xin gọi nhân viên.",
        "broken": "Trang này chưa mở được",
        "broken_do": "Câu trả lời đã lưu vẫn còn. Xin quý vị quay lại trang đầu; nếu vẫn chưa được, xin gọi nhân viên.",
        "sealing": "Tài liệu đang được niêm phong",
        "sealing_do": "Trang này tự mở lại sau {seconds} giây; xin quý vị chờ một chút.",
        "start": "‹ Về trang đầu",
        "list": "‹ Danh sách",
    },
    "en": {
        "missing": "This page cannot be opened",
        "missing_do": "Please go back to the first page, or ask a member of staff.",
        "waiting": "Please wait a moment",
        "waiting_do": "Answers that were saved are kept. This page opens again by itself in {seconds} seconds; if it still does "
        "not, please call a member of staff.",
        "broken": "This page could not be opened",
        "broken_do": "Answers that were saved are kept. Please go back to the first page; if that does not help, please call a "
        "member of staff.",
        "sealing": "The document is being sealed",
        "sealing_do": "This page opens again by itself in {seconds} seconds; please wait a moment.",
        "start": "‹ Back to the first page",
        "list": "‹ Records",
    },
}
