using Plumb.Core.Functions;

namespace Plumb.Conformance.Functions;

/// <summary>The functions of the language under test.</summary>
internal static class LanguageFunctions
{
    public static Function? Find(string name) => throw new NotImplementedException($"the function catalog, asked for {name}");
}
