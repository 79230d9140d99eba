print("recension")
