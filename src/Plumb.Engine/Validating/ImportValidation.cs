using Plumb.Core.Addresses;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning;
using Plumb.Engine.Walking;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Validating;

/// <summary>Checks the <c>import</c> blocks of the root module: what they go through, the identifiers, and the keys of their targets.</summary>
internal sealed class ImportValidation(RunContext run)
{
    public void Validate(Func<RepetitionInstance, ModuleScope> scope)
    {
        foreach (var import in run.Configuration.Root.Config.Imports)
        {
            var each = import.ForEach is null ? RepetitionInstance.Single : Element(import.ForEach, scope(RepetitionInstance.Single));
            if (each is null) continue;
            CheckId(import, scope(each));
            CheckKey(import, scope(each));
        }
    }

    /// <summary>What stands for each element; null where there can be none, which is reported.</summary>
    private RepetitionInstance? Element(Expression forEach, ModuleScope scope)
    {
        var value = PoisoningEvaluation.Evaluate(forEach, DataType.Dynamic, scope, run.Diagnostics);
        if (Poison.In(value)) return null;
        var key = value.Type switch
        {
            _ when value.IsNull => null,
            ListType or TupleType => Value.Unknown(DataType.Number),
            MapType or ObjectType or SetType => Value.Unknown(DataType.String),
            DynamicType => Value.DynamicUnknown,
            _ => null,
        };
        if (key is not null) return new RepetitionInstance(InstanceKey.None, null, key, Value.DynamicUnknown);
        run.Diagnostics.Add(ValidationRules.ImportForEach, forEach.Span, "What for_each goes through in an import block must be a map, a set, a list or an object.");
        return null;
    }

    private void CheckId(ImportConfig import, ModuleScope scope)
    {
        if (import.Id is not { } expression) return;
        var id = PoisoningEvaluation.Evaluate(expression, DataType.String, scope, run.Diagnostics);
        if (id.IsNull) run.Diagnostics.Add(PlanRules.InvalidImportId, expression.Span, "The identifier of the object to import is null, so it names no object.");
        else if (id.Unmarked is StringValue { Text: "" }) run.Diagnostics.Add(PlanRules.InvalidImportId, expression.Span, "The identifier of the object to import is empty, so it names no object.");
    }

    /// <summary>The target has a key of the kind that the resource's instances have.</summary>
    private void CheckKey(ImportConfig import, ModuleScope scope)
    {
        if (import.Target is not { Resource: { } name, Module.Module: var module }) return;
        if (run.Configuration.Root.Find(module)?.Config.Resources.GetValueOrDefault(name) is not { } resource)
        {
            // In the root module, a plan can write the configuration of what is to be imported.
            if (!module.IsRoot) run.Diagnostics.Add(PlanRules.ImportNoConfig, import.To.Span, $"The module that {import.Target} leads to declares no such resource. What is to be imported must be declared.");
            return;
        }
        var (hasNumber, hasText) = KeyKind(import, scope);
        var why = (resource.Count is not null, resource.ForEach is not null) switch
        {
            (true, _) when !hasNumber => "The target resource uses count, so its instances have numbers for keys.",
            (_, true) when !hasText => "The target resource uses for_each, so its instances have strings for keys.",
            (false, false) when hasNumber || hasText => "The target resource uses neither count nor for_each, so its instance has no key.",
            _ => null,
        };
        if (why is not null) run.Diagnostics.Add(ValidationRules.ImportTo, import.To.Span, why);
    }

    /// <summary>What the key could be: a key that is not known could be both.</summary>
    private (bool Number, bool Text) KeyKind(ImportConfig import, ModuleScope scope)
    {
        if (import.To is IndexExpression { Key: var expression })
        {
            var key = PoisoningEvaluation.Evaluate(expression, DataType.Dynamic, scope, run.Diagnostics);
            return key.Type is DynamicType ? (true, true) : (key.Type == DataType.Number, key.Type == DataType.String);
        }
        return (import.Target.Key.IsNumber, import.Target.Key is { IsNone: false, IsNumber: false });
    }
}
