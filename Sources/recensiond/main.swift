print("recensiond")
