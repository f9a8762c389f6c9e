"""The words of calling a member of staff, in both languages side by side."""

CALL_WORDS: dict[str, tuple[str, str]] = {
    "call_staff": ("Gọi nhân viên", "Call staff"),
    "called": (
        "Đã gọi nhân viên. Mời quý vị chờ một chút; câu trả lời vẫn được giữ.",
        "A member of staff has been called. Please wait a moment; your answers are kept.",
    ),
    "call_take_back": ("Không cần nữa", "I no longer need anyone"),
    "call_often": (
        "Nhân viên đã được gọi nhiều lần trong ít phút qua. Mời quý vị đến quầy lễ tân.",
        "Staff were called several times in the last minutes. Please go to the front desk.",
    ),
    "calls_title": ("Người bệnh đang gọi", "Patients who are calling"),
    "call_line": ("{name} · {place} · {minutes} phút", "{name} · {place} · {minutes} min"),
    "call_nowhere": ("một máy tính bảng", "a tablet"),
    "call_answer": ("Đã đến gặp", "Somebody is there"),
    "device_title": ("Tên của máy này", "The name of this device"),
    "device_lead": (
        "Khi người bệnh gọi nhân viên từ máy này, quầy lễ tân thấy tên này. Máy giữ tên cho mọi lượt sau.",
        "When a patient calls staff from this device, the desk sees this name. The device keeps it for all visits.",
    ),
    "device_save": ("Lưu tên máy", "Save the name"),
    "call_place": ("Phòng hoặc tên máy (nếu có)", "Room or device name (if any)"),
}
