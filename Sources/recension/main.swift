internal import ClientKit
internal import FoundationEssentials
internal import Glibc

Recension.prepare()
exit(
  await Recension.run(
    arguments: Array(CommandLine.arguments.dropFirst()), variables: ProcessInfo.processInfo.environment))
