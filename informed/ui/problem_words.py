"""The sentences that say what cannot be taken, in both languages, by field and reason."""

PROBLEM_WORDS: dict[str, tuple[str, str]] = {
    "name.empty": ("Vui lòng nhập họ và tên", "Enter your full name"),
    "name.no_letter": ("Họ và tên cần có ít nhất một chữ cái", "The name needs at least one letter"),
    "name.too_long": (
        "Họ và tên dài quá 300 ký tự. Vui lòng viết ngắn hơn",
        "The name is longer than 300 characters. Shorten it",
    ),
    "name.hidden": (
        "Họ và tên có ký tự ẩn làm đảo chữ. Vui lòng gõ lại tên",
        "The name holds a hidden sign that turns the writing round. Type the name again",
    ),
    "born.empty": ("Vui lòng nhập ngày, tháng và năm sinh", "Enter the day, month and year of birth"),
    "born.numbers": (
        "Ngày sinh chỉ gồm số, ví dụ 27 3 1964",
        "The date of birth is numbers only, for example 27 3 1964",
    ),
    "born.year": ("Năm sinh có bốn chữ số, ví dụ 1964", "The year of birth has four digits, for example 1964"),
    "born.no_such_day": (
        "Không có ngày này trong lịch. Vui lòng xem lại",
        "There is no such day. Check the day, month and year",
    ),
    "born.future": (
        "Ngày sinh nằm trong tương lai. Vui lòng xem lại năm",
        "The date of birth is in the future. Check the year",
    ),
    "born.too_old": (
        "Ngày sinh cách đây hơn 120 năm. Vui lòng xem lại năm",
        "The date of birth is over 120 years ago. Check the year",
    ),
    "record_number.too_long": ("Mã hồ sơ dài quá 60 ký tự", "The record number is longer than 60 characters"),
    "record_number.hidden": (
        "Mã hồ sơ có ký tự ẩn. Vui lòng gõ lại",
        "The record number holds a hidden sign. Type it again",
    ),
    "ink.empty": ("Vui lòng ký vào khung", "Sign in the box"),
    "ink.dot": (
        "Nét ký quá ngắn. Vui lòng ký lại, hoặc chọn cách khác",
        "The signature is too short. Sign again, or choose another way",
    ),
    "ink.too_much": ("Nét ký quá dài. Vui lòng xóa rồi ký lại", "There is too much ink. Clear it and sign again"),
    "ink.unreadable": (
        "Chưa đọc được nét ký. Vui lòng xóa rồi ký lại",
        "The signature could not be read. Clear it and sign again",
    ),
    "typed.empty": ("Vui lòng gõ họ và tên để ký", "Type your name to sign"),
    "typed.too_long": (
        "Tên dài quá 300 ký tự. Vui lòng viết ngắn hơn",
        "The name is longer than 300 characters. Shorten it",
    ),
    "typed.hidden": ("Tên có ký tự ẩn. Vui lòng gõ lại", "The name holds a hidden sign. Type it again"),
    "witness.empty": ("Vui lòng nhập tên người làm chứng", "Enter the name of the witness"),
    "witness.too_long": (
        "Tên dài quá 300 ký tự. Vui lòng viết ngắn hơn",
        "The name is longer than 300 characters. Shorten it",
    ),
    "witness.hidden": ("Tên có ký tự ẩn. Vui lòng gõ lại", "The name holds a hidden sign. Type it again"),
}
