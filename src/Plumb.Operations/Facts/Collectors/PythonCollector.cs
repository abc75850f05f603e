using System.Globalization;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>
/// The host's Python, which nothing here needs but which playbooks ask about, such as to choose names of packages. A host
/// without it answers as one with Python 3 does, without a program.
/// </summary>
internal sealed class PythonCollector : IFactCollector
{
    private static readonly string[] Programs = ["/usr/bin/python3", "python3", "python"];

    public string Name => "python";

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var program = Programs.Select(p => context.Host.Processes.Find(p)).FirstOrDefault(p => p is not null);
        var version = program is null ? [3, 0, 0] : await VersionAsync(context, program, cancellation);
        context.Facts.Add("python", new MapBuilder
        {
            { "version", new MapBuilder { { "major", version[0] }, { "minor", version[1] }, { "micro", version[2] }, { "releaselevel", "final" }, { "serial", 0 } } },
            { "version_info", new ListData([.. version.Select(DataValue.Of), DataValue.Of("final"), DataValue.Of(0)]) },
            { "executable", program },
            { "has_sslcontext", program is not null },
            { "type", program is null ? null : "cpython" },
        });
        context.Facts.Add("python_version", string.Join('.', version.Select(v => v.ToString(CultureInfo.InvariantCulture))));
    }

    // Asking for the version alone does not start the interpreter, and is done in a millisecond.
    private static async ValueTask<long[]> VersionAsync(FactContext context, string program, CancellationToken cancellation)
    {
        var answer = await context.AskAsync(program, ["-V"], cancellation);
        var parts = (answer?.Trim().Split(' ').LastOrDefault() ?? "").Split('.');
        return [.. Enumerable.Range(0, 3).Select(i => i < parts.Length && long.TryParse(Digits(parts[i]), out var n) ? n : i == 0 ? 3 : 0)];
    }

    private static string Digits(string text) => new([.. text.TakeWhile(char.IsAsciiDigit)]);
}
