using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Text;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Evaluation;
using Plumb.Hcl;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Configuration.References;

/// <summary>
/// Checks that every reference in every expression leads to something that is declared and may be used in that place, and,
/// where the schemas are at hand, into attributes that exist: all that can be told without values.
/// </summary>
public sealed class ReferenceValidator
{
    private readonly ModuleNode _module;
    private readonly KnownSchemas _schemas;
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<SourceSpan> _faulty;

    private ReferenceValidator(ModuleNode module, KnownSchemas schemas, DiagnosticBag diagnostics, HashSet<SourceSpan> faulty)
    {
        _module = module;
        _schemas = schemas;
        _diagnostics = diagnostics;
        _faulty = faulty;
    }

    public static void Validate(ConfigurationTree tree, DiagnosticBag diagnostics) => Validate(tree, KnownSchemas.None, diagnostics);

    /// <summary>The places of the references that are at fault, all of which are reported. Where there is no schema, paths into a resource are taken as they are.</summary>
    public static IReadOnlySet<SourceSpan> Validate(ConfigurationTree tree, KnownSchemas schemas, DiagnosticBag diagnostics)
    {
        var faulty = new HashSet<SourceSpan>();
        foreach (var module in tree.Modules) new ReferenceValidator(module, schemas, diagnostics, faulty).Validate();
        return faulty;
    }

    /// <summary>Checks one expression that stands alone in a module.</summary>
    public static void Validate(ModuleNode module, Expression expression, DiagnosticBag diagnostics) =>
        new ReferenceValidator(module, KnownSchemas.None, diagnostics, []).Check(expression, ReferenceContext.None);

    private ModuleConfig Config => _module.Config;

    private void Validate()
    {
        foreach (var variable in Config.Variables.Values) Check(variable.Validations, ReferenceContext.None);
        foreach (var local in Config.Locals.Values) CheckLocal(local);
        foreach (var output in Config.Outputs.Values) CheckOutput(output);
        foreach (var provider in Config.Providers.Values)
        {
            Check(provider.ForEach, ReferenceContext.None);
            Check(provider.Body, new ReferenceContext { HasEach = provider.ForEach is not null });
        }
        foreach (var call in Config.ModuleCalls.Values) CheckCall(call);
        foreach (var resource in Config.Resources.Values) CheckResource(resource);
        foreach (var check in Config.Checks.Values) Check(check.Assertions, new ReferenceContext { Check = check.Name });
        foreach (var import in Config.Imports) CheckImport(import);
    }

    private void CheckLocal(LocalConfig local)
    {
        foreach (var traversal in StaticExpressions.References(local.Expression))
        {
            if (ReferenceParser.Parse(traversal, null) is LocalReference self && self.Name == local.Name)
            {
                _faulty.Add(traversal.Span);
                _diagnostics.Add(ReferenceRules.SelfReferencingLocal, self.SubjectSpan, $"The local value \"{local.Name}\" is made from itself.");
            }
            else
                Check(traversal, ReferenceContext.None);
        }
        CheckFunctions(local.Expression);
    }

    private void CheckOutput(OutputConfig output)
    {
        Check(output.Expression, ReferenceContext.None);
        Check(output.Preconditions, ReferenceContext.None);
        foreach (var traversal in output.DependsOn) CheckDependency(traversal, ReferenceContext.None);
    }

    private void CheckCall(ModuleCallConfig call)
    {
        var context = new ReferenceContext { HasCount = call.Count is not null, HasEach = call.ForEach is not null };
        Check(call.Count, ReferenceContext.None);
        Check(call.ForEach, ReferenceContext.None);
        Check(call.Enabled, ReferenceContext.None);
        Check(call.Body, context);
        foreach (var passed in call.Providers) Check(passed.InParent.Key, context);
        foreach (var traversal in call.DependsOn) CheckDependency(traversal, ReferenceContext.None);
    }

    private void CheckResource(ResourceConfig resource)
    {
        var around = new ReferenceContext { Check = resource.CheckName, Owner = resource.Name };
        var inside = around with { HasCount = resource.Count is not null, HasEach = resource.ForEach is not null };
        var conditions = inside with { Owner = null };
        var later = conditions with { HasSelf = true, Self = _schemas.Resources(resource) };
        Check(resource.Count, around);
        Check(resource.ForEach, around);
        Check(resource.Enabled, around);
        Check(resource.Body, inside with { HasCaller = resource.Name.Mode == ResourceMode.Action });
        Check(resource.Provider.Key, inside);
        foreach (var trigger in resource.Lifecycle.ReplaceTriggeredBy) Check(trigger, conditions);
        CheckGuard(resource.Lifecycle.PreventDestroyWhen, around);
        Check(resource.Lifecycle.Preconditions, conditions);
        Check(resource.Lifecycle.Postconditions, later);
        Check(resource.List?.IncludeResource, inside);
        Check(resource.List?.Limit, inside);
        foreach (var trigger in resource.Lifecycle.ActionTriggers)
        {
            Check(trigger.Condition, conditions with { HasCaller = true });
            foreach (var action in trigger.Actions) Check(action, conditions);
        }
        if (resource.Connection is { } connection) Check(connection, later);
        foreach (var provisioner in resource.Provisioners)
        {
            Check(provisioner.Body, later);
            if (provisioner.Connection is { } own) Check(own, later);
        }
        foreach (var traversal in resource.DependsOn) CheckDependency(traversal, around with { Owner = null });
    }

    /// <summary>Instances that are gone from the configuration are asked about too, and of those there is no key left to look at.</summary>
    private void CheckGuard(Expression? guard, ReferenceContext context)
    {
        if (guard is null) return;
        foreach (var traversal in StaticExpressions.References(guard))
        {
            if (traversal.RootName is not ("each" or "count"))
            {
                Check(traversal, context);
                continue;
            }
            _faulty.Add(traversal.Span);
            _diagnostics.Add(ReferenceRules.GuardReference, traversal.Span, $"A prevent_destroy cannot refer to {traversal}: it holds for instances too that the configuration does not have any more, and of those it is not known.");
        }
        CheckFunctions(guard);
    }

    private void CheckImport(ImportConfig import)
    {
        var context = new ReferenceContext { HasEach = import.ForEach is not null };
        Check(import.ForEach, ReferenceContext.None);
        Check(import.Id, context);
        Check(import.Identity, context);
        foreach (var key in ComputedKeys(import.To)) Check(key, context);
    }

    private static IEnumerable<Expression> ComputedKeys(Expression target) => target switch
    {
        IndexExpression index => ComputedKeys(index.Collection).Append(index.Key),
        RelativeTraversalExpression relative => ComputedKeys(relative.Source),
        _ => [],
    };

    private void Check(IReadOnlyList<CheckRule> rules, ReferenceContext context)
    {
        foreach (var rule in rules)
        {
            Check(rule.Condition, context);
            Check(rule.ErrorMessage, context);
        }
    }

    private void Check(Body body, ReferenceContext context)
    {
        foreach (var traversal in BodyReferences.In(body)) Check(traversal, context);
        foreach (var expression in BodyReferences.ExpressionsIn(body)) CheckFunctions(expression);
    }

    private void Check(Expression? expression, ReferenceContext context)
    {
        if (expression is null) return;
        foreach (var traversal in StaticExpressions.References(expression)) Check(traversal, context);
        CheckFunctions(expression);
    }

    /// <summary>Whole objects can be waited for, not their attributes.</summary>
    private void CheckDependency(Traversal traversal, ReferenceContext context)
    {
        var before = _diagnostics.Count;
        Check(traversal, context);
        if (_diagnostics.Count > before || ReferenceParser.Parse(traversal, null) is not { } reference) return;
        var taken = reference.StepsTaken + (reference is ResourceReference { Key.IsNone: false } ? 1 : 0);
        if (taken >= traversal.Steps.Count) return;
        _diagnostics.Add(ReferenceRules.InvalidDependency, traversal.Steps[taken].Span.To(traversal.Steps[^1].Span),
            "What depends_on names must be a whole object, such as a resource or a module, and not an attribute of one.");
    }

    private void Check(Traversal traversal, ReferenceContext context)
    {
        var before = _diagnostics.Count;
        CheckMeaning(traversal, context);
        if (_diagnostics.Count > before) _faulty.Add(traversal.Span);
    }

    private void CheckMeaning(Traversal traversal, ReferenceContext context)
    {
        if (ReferenceParser.Parse(traversal, _diagnostics) is not { } reference) return;
        if (reference is ResourceReference own && own.Resource == context.Owner)
            _diagnostics.Add(ReferenceRules.SelfReference, own.SubjectSpan, $"The configuration of {own.Resource} cannot be made from the resource itself.");
        else if (!MeansSomething(reference, context))
            _diagnostics.Add(UndeclaredReference.Describe(reference, _module));
        else if (reference is ResourceReference { Resource.Mode: ResourceMode.List } listed)
            CheckKey(listed, Config.Resources[listed.Resource]);
        else if (reference is ModuleCallReference call)
            CheckOutput(call, Config.ModuleCalls[call.Name]);
        else if (reference is ResourceReference resource)
            CheckResource(resource, Config.Resources[resource.Resource], context);
        else if (reference is ScopedReference { Name: ScopedName.Self } && context.Self is { } schema)
            SchemaPath.Check(schema, traversal.Steps, _diagnostics);
    }

    private bool MeansSomething(Reference reference, ReferenceContext context) => reference switch
    {
        VariableReference variable => Config.Variables.ContainsKey(variable.Name),
        LocalReference local => Config.Locals.ContainsKey(local.Name),
        ModuleCallReference call => Config.ModuleCalls.ContainsKey(call.Name),
        ResourceReference resource => Config.Resources.ContainsKey(resource.Resource),
        ScopedReference { Name: ScopedName.CountIndex } => context.HasCount,
        ScopedReference { Name: ScopedName.EachKey or ScopedName.EachValue } => context.HasEach,
        ScopedReference { Name: ScopedName.Self } => context.HasSelf,
        ScopedReference { Name: ScopedName.Caller } => context.HasCaller,
        _ => true,
    };

    private void CheckOutput(ModuleCallReference reference, ModuleCallConfig call)
    {
        if (reference.Output is not { } output || !_module.Children.TryGetValue(call.Name, out var child)) return;
        var step = reference.Traversal.Steps[reference.StepsTaken - 1].Span;
        if (reference.Key.IsNone && (call.Count is not null || call.ForEach is not null))
        {
            var key = call.Count is not null ? "count.index" : "each.key";
            _diagnostics.Add(new Diagnostic(ReferenceRules.UnsupportedAttribute, step, $"The module \"{call.Name}\" has several instances, so one must be chosen before its outputs can be used.")
            {
                Help = $"For example:\n    module.{call.Name}[{key}].{output}",
            });
        }
        else if (!child.Config.Outputs.ContainsKey(output))
        {
            _diagnostics.Add(ReferenceRules.UnsupportedAttribute, step, $"The module \"{call.Name}\" has no output named \"{output}\".{Suggest(output, child.Config.Outputs.Keys)}");
        }
    }

    private void CheckResource(ResourceReference reference, ResourceConfig resource, ReferenceContext context)
    {
        if (resource.CheckName is { } check && check != context.Check)
            _diagnostics.Add(ReferenceRules.ScopedResource, reference.SubjectSpan, $"{reference.Resource} belongs to the check block \"{check}\" and cannot be used outside of it.");
        var isRepeated = resource.Count is not null || resource.ForEach is not null;
        if (!CheckKey(reference, resource) || isRepeated == reference.Key.IsNone || _schemas.Resources(resource) is not { } schema) return;
        SchemaPath.Check(schema, [.. reference.Traversal.Steps.Skip(reference.StepsTaken + (isRepeated ? 1 : 0))], _diagnostics);
    }

    /// <summary>False where the key is missing or too many.</summary>
    private bool CheckKey(ResourceReference reference, ResourceConfig resource)
    {
        var before = _diagnostics.Count;
        var isRepeated = resource.Count is not null || resource.ForEach is not null;
        if (!reference.Key.IsNone && !isRepeated)
        {
            _diagnostics.Add(ReferenceRules.UnexpectedKey, reference.SubjectSpan, $"{reference.Resource} has neither \"count\" nor \"for_each\", so there is one instance of it, without a key. Remove the key.");
        }
        else if (reference.Key.IsNone && isRepeated && reference.Traversal.Steps.Count > reference.StepsTaken
                 && reference.Traversal.Steps[reference.StepsTaken] is AttributeTraversal)
        {
            var (argument, key) = resource.Count is not null ? ("count", "count.index") : ("for_each", "each.key");
            _diagnostics.Add(new Diagnostic(ReferenceRules.MissingKey, reference.SubjectSpan, $"{reference.Resource} has \"{argument}\", so one of its instances must be chosen before its attributes can be used.")
            {
                Help = $"To correlate with the instances of what refers to it:\n    {reference.Resource}[{key}]",
            });
        }
        return _diagnostics.Count == before;
    }

    /// <summary>Functions of providers exist only where the module requires the provider.</summary>
    private void CheckFunctions(Expression expression)
    {
        foreach (var call in StaticExpressions.Calls(expression))
        {
            if (!call.Name.StartsWith("provider::", StringComparison.Ordinal)) continue;
            var parts = call.Name.Split("::");
            if (parts.Length < 3) continue;
            if (Config.RequiredProviders.TryGetValue(parts[1], out var required))
            {
                if (!_schemas.HasFunction(required.Address, parts[2]))
                    _diagnostics.Add(ReferenceRules.UnknownProviderFunction, call.NameSpan, $"The provider {required.Address.ForDisplay} has no function named \"{parts[2]}\".");
                continue;
            }
            _diagnostics.Add(ReferenceRules.UnknownProviderFunction, call.NameSpan, $"There is no function \"{call.Name}\": the module does not require a provider with the local name \"{parts[1]}\".");
        }
    }

    private static string Suggest(string name, IEnumerable<string> names) =>
        SimilarName.Find(name, names) is { } similar ? $" Did you mean \"{similar}\"?" : "";
}
