// Scholarship
