using System.Text.Json;
using Plumb.Operations.Data;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>Facts that another program prints as a JSON object.</summary>
internal static class ProgramFacts
{
    public static void Add(FactContext context, string prefix, string? answer)
    {
        if (answer is null) return;
        try
        {
            if (DataJson.Parse(answer) is not MapData facts) return;
            foreach (var (name, value) in facts.Entries) context.ForeignFacts.Add(prefix + name, value);
        }
        catch (JsonException e)
        {
            context.Warnings.Add($"The facts of another program are not JSON: {e.Message}");
        }
    }
}
