using Plumb.Jinja.Rendering;

namespace Plumb.Jinja.Evaluation;

/// <summary>The local variables that are handed to an included template or a scoped block.</summary>
internal sealed class LocalNames(Variable[] variables)
{
    public Dictionary<string, object?> Collect(Frame frame)
    {
        var names = new Dictionary<string, object?>(variables.Length);
        foreach (var variable in variables)
        {
            if (variable.Read(frame) is var value && value is not Marker) names[variable.Name] = value;
        }
        return names;
    }
}
