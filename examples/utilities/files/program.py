print("hello from the machine")
