"""The words of the screens about the people who help a patient and about paper, in both languages side by side."""

PEOPLE_WORDS: dict[str, tuple[str, str]] = {
    "kind.blank": ("Để trống trên giấy", "Left blank on paper"),
    "on_paper": ("Trên giấy", "On paper"),
    "rec_people": ("Người hỗ trợ, bản giấy và bản in", "People who help, paper and copies"),
    "known.document": ("danh tính: đã xem giấy tờ", "identity: document seen"),
    "known.known": ("danh tính: nhân viên biết người này", "identity: known to staff"),
    "known.not_checked": ("danh tính: chưa kiểm tra", "identity: not checked"),
    # --- signing together with others
    "role.interpreter": ("Người phiên dịch", "Interpreter"),
    "role.relative": ("Người thân", "Relative"),
    "role.guardian": ("Người giám hộ", "Guardian"),
    "role.representative": ("Người đại diện", "Representative"),
    "helper_signs": ("{role} ký: {name}", "{role} signs: {name}"),
    "helper_means": ("Chữ ký của {role} có nghĩa là", "What the {role}'s signature means"),
    "helper_authority": ("Căn cứ đại diện: {authority}", "By what authority: {authority}"),
    "helper_needed": ("Cần chữ ký này.", "This signature is needed."),
    "helper_optional": (
        "Không bắt buộc. Để trống nếu người này không ký.",
        "Optional. Leave it empty if they do not sign.",
    ),
    "helper_typed": ("Gõ họ và tên của người ký", "Type the full name of who signs"),
    "helper_how": ("Ký bằng cách nào?", "How will this person sign?"),
    "own_signature": ("Chữ ký của quý vị: {name}", "Your signature: {name}"),
    "own_optional": (
        "Không bắt buộc, vì có người ký thay quý vị. Quý vị muốn ký thì cứ ký.",
        "Optional, because somebody signs for you. You are welcome to sign too.",
    ),
    "helper.unsigned": (
        "Cần chữ ký của người giám hộ hoặc người đại diện",
        "The guardian or representative has to sign",
    ),
}
