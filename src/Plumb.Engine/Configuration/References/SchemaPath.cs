using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Hcl;
using Plumb.Hcl.Evaluation;
using Plumb.Hcl.Syntax;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Configuration.References;

/// <summary>Holds the steps that lead from an object into its attributes and blocks against its schema.</summary>
internal static class SchemaPath
{
    internal static void Check(BlockSchema schema, IReadOnlyList<TraversalStep> steps, DiagnosticBag diagnostics)
    {
        if (steps.Count == 0) return;
        if (steps[0] is not AttributeTraversal { Name: var name } step)
        {
            diagnostics.Add(ReferenceRules.InvalidIndexOperation, steps[0].Span, steps[0] is IndexTraversal { Key: StringValue { Text: var key } } && schema.ImpliedType.Has(key)
                ? $"An object has no keys. Write the attribute \"{key}\" with a dot: .{key}"
                : "An object has no index or keys: attributes follow a dot.");
            return;
        }
        if (schema.ImpliedType[name] is { } type)
            CheckValue(type, steps, diagnostics);
        else if (name == "count")
            diagnostics.Add(ReferenceRules.CountAttribute, step.Span, "The number of a resource's instances is not an attribute of it: length() counts them.");
        else
            diagnostics.Add(ReferenceRules.UnsupportedAttribute, step.Span, $"This object has no argument, nested block, or exported attribute named \"{name}\".{Similar(name, schema)}");
    }

    /// <summary>The steps after the first, as they would go through any value of the type.</summary>
    private static void CheckValue(DataType type, IReadOnlyList<TraversalStep> steps, DiagnosticBag diagnostics)
    {
        Value value = Value.Unknown(type);
        foreach (var step in steps.Skip(1))
        {
            value = step is IndexTraversal index
                ? ElementAccess.Index(value, index.Key, out var fault)
                : AttributeAccess.Get(value, ((AttributeTraversal)step).Name, out fault);
            if (fault is null) continue;
            diagnostics.Add(new Diagnostic(fault.Rule, step.Span, fault.Detail) { Help = fault.Help });
            return;
        }
    }

    private static string Similar(string name, BlockSchema schema) =>
        SimilarName.Find(name, schema.ImpliedType.Attributes.Select(a => a.Name)) is { } similar ? $" Did you mean \"{similar}\"?" : "";
}
