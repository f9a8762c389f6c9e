"""The words of the administration of the clinic, in both languages side by side."""

CLINIC_WORDS: dict[str, tuple[str, str]] = {
    "clinic_title": ("Phòng khám", "The clinic"),
    "clinic_not_yours": ("Chỉ quản trị viên mới thay đổi ở đây.", "Only administrators change things here."),
    "clinic_lead": (
        "Những gì đặt ở đây thay cho cài đặt trong biến môi trường. Mỗi thay đổi được ghi vào nhật ký.",
        "What is set here replaces the settings of the environment. Each change is kept as an event.",
    ),
    "clinic_saved": ("Đã lưu.", "Saved."),
    "clinic_save": ("Lưu", "Save"),
    "clinic_products": ("Sản phẩm đã lưu", "Saved products"),
    "clinic_products_none": (
        "Chưa lưu sản phẩm nào. Lưu sản phẩm ở trang “Lượt khám mới” hoặc tại đây.",
        "No product is saved yet. Save one on the page “New visit”, or here.",
    ),
    "clinic_product": ("Sản phẩm nào?", "Which product?"),
    "clinic_product_new": ("Sản phẩm mới", "A new product"),
    "clinic_remove": ("Bỏ khỏi danh sách", "Remove from the list"),
    "clinic_physicians": ("Bác sĩ", "Physicians"),
    "clinic_physicians_help": (
        "Bác sĩ không có tài khoản ở đây, mỗi người một dòng. Bác sĩ có tài khoản tự có trong danh sách.",
        "Physicians without an account here, one a line. Those with an account are offered anyway.",
    ),
    "clinic_profile": ("Tên và địa chỉ", "Name and address"),
    "clinic_name": ("Tên phòng khám", "The clinic’s name"),
    "clinic_address": ("Địa chỉ", "Address"),
    "clinic_hotline": ("Số điện thoại khi cần gấp", "Number to call"),
    "clinic_notice": ("Thông báo về quyền riêng tư", "Privacy notice"),
    "clinic_notice_vi": ("Bằng tiếng Việt (để trống: bản mặc định)", "In Vietnamese (empty: the default)"),
    "clinic_notice_en": ("Bằng tiếng Anh (để trống: bản mặc định)", "In English (empty: the default)"),
    "clinic_rules": ("Quy tắc của phòng khám", "The clinic’s rules"),
    "clinic_walk_in": (
        "Người bệnh tự bắt đầu trên máy (không qua quầy)",
        "Patients may begin alone, without the front desk",
    ),
    "clinic_retention": (
        "Giữ hồ sơ bao nhiêu ngày không thay đổi (để trống: mãi mãi)",
        "Keep records for so many days without change (empty: for ever)",
    ),
    "clinic_bans": (
        "Nơi luật cấm nguồn gốc từ người trong mỹ phẩm, mỗi nơi một dòng",
        "Where the law bans human sources in cosmetics, one a line",
    ),
    "clinic_name.empty": ("Hãy ghi tên phòng khám.", "Write the clinic’s name."),
    "retention.not_days": (
        "Số ngày giữ hồ sơ: hãy ghi một số từ 1 đến 36525.",
        "Days to keep: write a number from 1 to 36525.",
    ),
    "product.empty": ("Hãy ghi tên sản phẩm.", "Write the product’s name."),
    "desk_too_many": ("Danh sách quá dài.", "The list is too long."),
    "desk_gone": ("Mục này không còn nữa.", "This is not there any more."),
}
