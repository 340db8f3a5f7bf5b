region = "eu-west-1"
name = = 1
ok = "x"
tags = { a = "b"
