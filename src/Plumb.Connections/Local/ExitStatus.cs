using System.Globalization;

namespace Plumb.Connections.Local;

/// <summary>How a process ended: with a code, or by a signal.</summary>
internal readonly record struct ExitStatus(int Code, int Signal)
{
    public bool IsSuccess => Code == 0 && Signal == 0;

    public override string ToString() => Signal == 0
        ? string.Create(CultureInfo.InvariantCulture, $"exit status {Code}")
        : $"signal: {NameOf(Signal)}";

    private static string NameOf(int signal) => signal switch
    {
        1 => "hangup",
        2 => "interrupt",
        3 => "quit",
        6 => "aborted",
        9 => "killed",
        11 => "segmentation fault",
        13 => "broken pipe",
        14 => "alarm clock",
        15 => "terminated",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
