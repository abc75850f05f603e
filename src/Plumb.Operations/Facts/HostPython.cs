using System.Globalization;

namespace Plumb.Operations.Facts;

/// <summary>The host's Python, where it has one. Without, the version is that of Python 3, as playbooks take for granted.</summary>
internal sealed record HostPython(string? Program, IReadOnlyList<long> Version)
{
    private static readonly string[] Programs = ["/usr/bin/python3", "python3", "python"];

    public string VersionText => string.Join('.', Version.Select(v => v.ToString(CultureInfo.InvariantCulture)));

    // Asking for the version alone does not start the interpreter, and is done in a millisecond.
    public static async ValueTask<HostPython> FindAsync(FactContext context, CancellationToken cancellation)
    {
        var program = Programs.Select(p => context.Host.Processes.Find(p)).FirstOrDefault(p => p is not null);
        if (program is null) return new HostPython(null, [3, 0, 0]);
        var answer = await context.AskAsync(program, ["-V"], cancellation);
        var parts = (answer?.Trim().Split(' ')[^1] ?? "").Split('.');
        return new HostPython(program, [Number(parts, 0, 3), Number(parts, 1, 0), Number(parts, 2, 0)]);
    }

    // The last part may go on in letters, as that of a release candidate does.
    private static long Number(string[] parts, int index, long missing) =>
        index < parts.Length && long.TryParse(string.Concat(parts[index].TakeWhile(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : missing;
}
