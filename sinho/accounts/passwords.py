"""What a password must not be, said in the words of this house."""

from django.contrib.auth import password_validation as django

SHORTEST = 10


class LongEnough(django.MinimumLengthValidator):
    def __init__(self, min_length: int = SHORTEST):
        super().__init__(min_length)

    def get_error_message(self):
        return f"Mật khẩu quá ngắn: phải có ít nhất {self.min_length} ký tự."


class UnlikeTheName(django.UserAttributeSimilarityValidator):
    def __init__(self):
        super().__init__(user_attributes=("username", "full_name"))

    def get_error_message(self):
        return "Mật khẩu quá giống %(verbose_name)s."


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self):
        return "Mật khẩu này nhiều người dùng, dễ đoán."


class NotOnlyDigits(django.NumericPasswordValidator):
    def get_error_message(self):
        return "Mật khẩu không được chỉ gồm chữ số."
