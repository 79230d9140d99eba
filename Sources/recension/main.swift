internal import ClientKit

Recension.main()
