"""The words of the page that stands for what a browser cannot have, in both languages. Patients are addressed as "quý vị"."""

REFUSED = {
    "vi": {
        "missing": "Không mở được trang này",
        "missing_do": "Xin quý vị quay lại trang đầu, hoặc hỏi nhân viên.",
        "missing_staff": "Trang này không có, hoặc anh/chị không được xem. Xin quay lại danh sách.",
        "waiting": "Xin quý vị chờ một chút",
        "waiting_do": "Câu trả lời đã lưu vẫn còn. Trang này tự mở lại sau {seconds} giây; nếu vẫn chưa được, xin gọi nhân viên.",
        "waiting_staff": "Hiện chưa đọc được sổ dữ liệu. Xin chờ một chút rồi mở lại trang; nếu vẫn chưa được, "
        "xin báo người quản trị.",
        "undone": "Chưa thực hiện được",
        "undone_do": "Câu trả lời đã lưu vẫn còn. Xin quý vị gọi nhân viên.",
        "undone_staff": "Việc vừa rồi chưa được ghi. Xin quay lại và làm lại; nếu vẫn chưa được, xin báo người quản trị.",
        "broken": "Trang này chưa mở được",
        "broken_do": "Câu trả lời đã lưu vẫn còn. Xin quý vị quay lại trang đầu; nếu vẫn chưa được, xin gọi nhân viên.",
        "broken_staff": "Xin quay lại danh sách và thử lại; nếu vẫn chưa được, xin báo người quản trị.",
        "sealing": "Tài liệu đang được niêm phong",
        "sealing_do": "Trang này tự mở lại sau {seconds} giây; nếu vẫn chưa được, xin quý vị gọi nhân viên.",
        "sealing_staff": "Xin mở lại sau ít phút; nếu vẫn chưa được, xin báo người quản trị.",
        "start": "‹ Về trang đầu",
        "list": "‹ Danh sách",
    },
    "en": {
        "missing": "This page cannot be opened",
        "missing_do": "Please go back to the first page, or ask a member of staff.",
        "missing_staff": "There is no such page, or you may not see it. Please go back to the records.",
        "waiting": "Please wait a moment",
        "waiting_do": "Answers that were saved are kept. This page opens again by itself in {seconds} seconds; if it still does "
        "not, please call a member of staff.",
        "waiting_staff": "The ledger cannot be read right now. Please wait a moment and open the page again; if it still "
        "does not open, please tell the administrator.",
        "undone": "This was not done",
        "undone_do": "Answers that were saved are kept. Please call a member of staff.",
        "undone_staff": "What you sent was not written. Please go back and do it again; if that does not help, please tell the "
        "administrator.",
        "broken": "This page could not be opened",
        "broken_do": "Answers that were saved are kept. Please go back to the first page; if that does not help, please call a "
        "member of staff.",
        "broken_staff": "Please go back to the records and try again; if that does not help, please tell the administrator.",
        "sealing": "The document is being sealed",
        "sealing_do": "This page opens again by itself in {seconds} seconds; if it still does not, please call a member of staff.",
        "sealing_staff": "Please open it again in a few minutes; if it still does not open, please tell the administrator.",
        "start": "‹ Back to the first page",
        "list": "‹ Records",
    },
}
