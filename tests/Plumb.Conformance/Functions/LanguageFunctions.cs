using Plumb.Core.Functions;
using Plumb.Engine.Functions;

namespace Plumb.Conformance.Functions;

/// <summary>The functions of the language as the suites call them: over the corpus's files, while planning.</summary>
internal static class LanguageFunctions
{
    /// <summary>The moment of the plan that OpenTofu's tests assume.</summary>
    private static readonly DateTimeOffset PlanTime = new(2004, 4, 25, 15, 0, 0, TimeSpan.Zero);

    private static readonly FunctionCatalog WithoutFiles = Over(Path.GetTempPath());

    /// <summary>The function of a name where no case reads files.</summary>
    public static Function? Find(string name) => WithoutFiles.Find(name);

    public static FunctionCatalog Over(string baseDirectory) => FunctionCatalog.Create(new FunctionContext
    {
        BaseDirectory = baseDirectory,
        Files = new FixtureFiles(),
        PlanTimestamp = PlanTime,
        IsPlanning = true,
    });
}
