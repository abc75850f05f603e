using Google.Protobuf.Collections;
using Plumb.Core.Diagnostics;
using Plumb.Core.Values;
using Plumb.Plugins.Protocol.Messages;
using Plumb.Provider;

namespace Plumb.Plugins.Protocol.Mapping;

/// <summary>Diagnostics and attribute paths as they travel.</summary>
public static class WireDiagnostics
{
    public static IReadOnlyList<ProviderDiagnostic> Read(RepeatedField<Messages.Diagnostic> wire) => wire.Count == 0 ? [] : [.. wire.Select(Read)];

    public static void Write(IReadOnlyList<ProviderDiagnostic> diagnostics, RepeatedField<Messages.Diagnostic> wire)
    {
        foreach (var one in diagnostics)
        {
            wire.Add(new Messages.Diagnostic
            {
                Severity = one.Severity == Severity.Error ? Messages.Diagnostic.Types.Severity.Error : Messages.Diagnostic.Types.Severity.Warning,
                Summary = one.Summary,
                Detail = one.Detail,
                Attribute = one.Attribute is { IsRoot: false } path ? WritePath(path) : null,
            });
        }
    }

    public static ValuePath ReadPath(AttributePath wire)
    {
        var steps = new List<PathStep>(wire.Steps.Count);
        foreach (var step in wire.Steps)
        {
            switch (step.SelectorCase)
            {
                case AttributePath.Types.Step.SelectorOneofCase.AttributeName: steps.Add(new AttributeStep(step.AttributeName)); break;
                case AttributePath.Types.Step.SelectorOneofCase.ElementKeyString: steps.Add(new IndexStep(Value.String(step.ElementKeyString))); break;
                case AttributePath.Types.Step.SelectorOneofCase.ElementKeyInt: steps.Add(new IndexStep(Value.Number(step.ElementKeyInt))); break;
                // An element of a set cannot be named in this form: what is left names the set.
                default: return ValuePath.Of(steps);
            }
        }
        return ValuePath.Of(steps);
    }

    public static AttributePath WritePath(ValuePath path)
    {
        var wire = new AttributePath();
        foreach (var step in path.Steps)
        {
            switch (step)
            {
                case AttributeStep attribute: wire.Steps.Add(new AttributePath.Types.Step { AttributeName = attribute.Name }); break;
                case IndexStep { Key: StringValue text }: wire.Steps.Add(new AttributePath.Types.Step { ElementKeyString = text.Text }); break;
                case IndexStep { Key: NumberValue number } when number.Number.TryGetInt64(out var index): wire.Steps.Add(new AttributePath.Types.Step { ElementKeyInt = index }); break;
                default: return wire;
            }
        }
        return wire;
    }

    private static ProviderDiagnostic Read(Messages.Diagnostic wire) => new(
        wire.Severity == Messages.Diagnostic.Types.Severity.Warning ? Severity.Warning : Severity.Error,
        wire.Summary.Length == 0 ? "Provider reported a problem" : wire.Summary,
        wire.Detail,
        wire.Attribute is { Steps.Count: > 0 } path ? ReadPath(path) : null);
}
