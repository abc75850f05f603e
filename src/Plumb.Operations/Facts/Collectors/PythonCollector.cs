using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>
/// The host's Python, which nothing here needs but which playbooks ask about, such as to choose names of packages. A host
/// without it answers as one with Python 3 does, without a program.
/// </summary>
internal sealed class PythonCollector : IFactCollector
{
    public string Name => "python";

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var (program, version) = await context.PythonAsync(cancellation);
        context.Facts.Add("python", new MapBuilder
        {
            { "version", new MapBuilder { { "major", version[0] }, { "minor", version[1] }, { "micro", version[2] }, { "releaselevel", "final" }, { "serial", 0 } } },
            { "version_info", new ListData([.. version.Select(DataValue.Of), DataValue.Of("final"), DataValue.Of(0)]) },
            { "executable", program },
            { "has_sslcontext", program is not null },
            { "type", program is null ? null : "cpython" },
        });
    }
}
