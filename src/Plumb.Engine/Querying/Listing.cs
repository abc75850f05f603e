using System.Collections.Concurrent;
using Plumb.Core.Addresses;
using Plumb.Core.Diagnostics;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Engine.Evaluation;
using Plumb.Engine.Planning;
using Plumb.Engine.Planning.Generating;
using Plumb.Engine.Planning.Objects;
using Plumb.Engine.Walking;
using Plumb.Hcl.Syntax;
using Plumb.Provider.Requests;

namespace Plumb.Engine.Querying;

/// <summary>Asks a provider for the objects of one list, and tells of each as it comes.</summary>
internal sealed class Listing(RunContext run, bool generates)
{
    private const int DefaultLimit = 100;

    private readonly ConcurrentDictionary<ResourceInstanceAddress, List<FoundObject>> _found = [];

    public IReadOnlyList<FoundObject> Found() => [.. _found.OrderBy(f => f.Key).SelectMany(f => f.Value)];

    /// <summary>What other lists see of it: an object with the found ones under <c>data</c>; poisoned where it failed, which is reported.</summary>
    public async ValueTask<Value> RunAsync(ResourceSite site, RepetitionInstance repetition, CancellationToken cancellation)
    {
        var (address, scope) = (site.Address.Instance(repetition.Key), site.Scope(repetition, null));
        if (Request(site, scope, address) is not { } request) return Poison.Value;
        var validated = await site.Provider.ValidateListConfigAsync(request, cancellation).ConfigureAwait(false);
        if (ProviderReports.AddAt(run.Diagnostics, validated.Diagnostics, site.Config.Body, address.ToString())) return Poison.Value;

        var found = _found[address] = [];
        var schema = run.ResourceSchema(site.ProviderConfig.Provider, ResourceMode.Managed, site.Type)?.Block;
        var (failed, withoutObject) = (false, 0);
        run.Observer.ListStarted(address, request.Config);
        var ended = await site.Provider.ListResourcesAsync(request, async one =>
        {
            failed |= ProviderReports.AddAt(run.Diagnostics, one.Diagnostics, site.Config.Body, address.ToString());
            if (one.Identity is not { IsNull: false, IsWhollyKnown: true } identity)
            {
                if (one.Diagnostics.Count > 0) return true;
                run.Diagnostics.Add(WithoutIdentity(site, address));
                failed = true;
                return false;
            }
            var resource = one.Resource is { IsNull: false } object_ && schema is not null && SchemaMarks.Sensitive(schema, object_) is { Count: > 0 } secrets ? object_.WithMarksAt(secrets) : one.Resource;
            var next = new FoundObject(one.DisplayName, identity, site.Identity?.Version ?? 0, resource is { IsNull: true } ? null : resource);
            if (generates && schema is not null && one.Resource is ObjectValue whole)
            {
                var described = await GeneratedConfig.OfAsync(run, site.ProviderConfig, site.Provider, site.Type, schema, whole, (site.Config.Span, $"{one.DisplayName} of {address}"), cancellation).ConfigureAwait(false);
                failed |= described is null;
                if (described is { } config) next = FoundObjectText.Write(next, site, address, found.Count, schema, config);
            }
            else if (generates) withoutObject++;
            found.Add(next);
            run.Observer.ListFound(address, next);
            // A provider that does not count is not listened to for longer than was asked for.
            return found.Count < request.Limit;
        }, cancellation).ConfigureAwait(false);
        run.Observer.ListCompleted(address, found.Count);
        failed |= ProviderReports.AddAt(run.Diagnostics, ended.Diagnostics, site.Config.Body, address.ToString());
        if (withoutObject > 0) run.Diagnostics.Add(new Diagnostic(QueryRules.WithoutObject, site.Config.Span, $"The provider did not tell all of {withoutObject} objects that {address} found, so no configuration could be written for them.") { Address = address.ToString() });
        return failed ? Poison.Value : Value.Object(("data", Value.Tuple([.. found.Select(ToValue)])));
    }

    private static Value ToValue(FoundObject found) => Value.Object(
        ("display_name", Value.String(found.DisplayName)), ("identity", found.Identity), ("state", found.Resource ?? Value.DynamicNull));

    private static Diagnostic WithoutIdentity(ResourceSite site, ResourceInstanceAddress address) => new(QueryRules.WithoutIdentity, site.Config.Span,
        $"Provider \"{site.ProviderConfig}\" found an object for {address} and did not say what tells it apart from others.\n\nThis is a bug in the provider, which should be reported in the provider's own issue tracker.")
    {
        Address = address.ToString(),
    };

    private ListRequest? Request(ResourceSite site, ModuleScope scope, ResourceInstanceAddress address)
    {
        if (Planning.Steps.InstanceConfig.Evaluate(site, scope, address) is not { } config) return null;
        var plain = config.UnmarkDeep();
        if (!plain.IsWhollyKnown)
        {
            run.Diagnostics.Add(new Diagnostic(QueryRules.UnknownConfig, site.Config.Span, $"The configuration of {address} refers to values that are known only after an apply, and nothing is applied in a query.") { Address = address.ToString() });
            return null;
        }
        var include = Argument(site.Config.List?.IncludeResource, DataType.Bool, scope, address);
        var limit = Argument(site.Config.List?.Limit, DataType.Number, scope, address);
        if (include is null || limit is null) return null;
        if (limit is NumberValue { Number: var most } && (!most.TryGetInt32(out var whole) || whole < 1)) return Refuse(site.Config.List?.Limit, address, "The limit must be a whole number of at least 1.");
        return new ListRequest(site.Type, plain)
        {
            IncludeResource = generates || include is BoolValue { IsTrue: true },
            Limit = limit is NumberValue { Number: var number } && number.TryGetInt32(out var count) ? count : DefaultLimit,
        };
    }

    /// <summary>A null value where there is none; null where it is at fault, which is reported.</summary>
    private Value? Argument(Expression? expression, DataType type, ModuleScope scope, ResourceInstanceAddress address)
    {
        if (expression is null) return Value.Null(type);
        var value = PoisoningEvaluation.Evaluate(expression, type, scope, run.Diagnostics);
        if (Poison.In(value)) return null;
        var plain = value.UnmarkDeep();
        if (plain.IsKnown) return plain;
        Refuse(expression, address, "The value is known only after an apply, and nothing is applied in a query.");
        return null;
    }

    private ListRequest? Refuse(Expression? expression, ResourceInstanceAddress address, string detail)
    {
        run.Diagnostics.Add(new Diagnostic(QueryRules.InvalidArgument, expression?.Span, detail) { Address = address.ToString() });
        return null;
    }
}
