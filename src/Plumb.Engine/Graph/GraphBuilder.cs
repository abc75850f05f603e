using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Engine.Configuration.References;
using Plumb.Engine.Providers;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Graph;

/// <summary>Turns a configuration into the graph of its blocks. Decides the order of evaluation by references alone; performs no I/O.</summary>
public sealed class GraphBuilder
{
    private readonly ConfigurationGraph _graph;

    private GraphBuilder(ConfigurationGraph graph) => _graph = graph;

    public static ConfigurationGraph Build(ConfigurationTree tree)
    {
        var builder = new GraphBuilder(new ConfigurationGraph());
        foreach (var module in tree.Modules) builder.AddVertices(module);
        foreach (var vertex in builder._graph.Vertices.ToArray()) builder.Connect(vertex);
        foreach (var resource in builder._graph.Resources.Values) builder.AddTriggers(resource);
        return builder._graph;
    }

    /// <summary>Adds edges for what further expressions of a vertex refer to in a module.</summary>
    internal static void ConnectExpressions(ConfigurationGraph graph, Vertex vertex, ModuleNode module, IEnumerable<Expression?> expressions)
    {
        var builder = new GraphBuilder(graph);
        foreach (var expression in expressions) builder.Refer(vertex, module, expression);
    }

    private void AddVertices(ModuleNode module)
    {
        var config = module.Config;
        if (module.Parent is not null)
        {
            _graph.Expansions[module] = _graph.Add(new ModuleExpansionVertex(module));
            _graph.Gates[module] = _graph.Add(new ModuleGateVertex(module));
        }
        _graph.Closes[module] = _graph.Add(new ModuleCloseVertex(module));
        foreach (var variable in config.Variables.Values) _graph.Variables[(module, variable.Name)] = _graph.Add(new VariableVertex(module, variable));
        foreach (var local in config.Locals.Values) _graph.Locals[(module, local.Name)] = _graph.Add(new LocalVertex(module, local));
        foreach (var output in config.Outputs.Values) _graph.Outputs[(module, output.Name)] = _graph.Add(new OutputVertex(module, output));
        foreach (var provider in config.Providers.Values)
        {
            var address = new ProviderConfigAddress(module.Address, provider.Address, provider.Alias);
            _graph.Providers[address] = _graph.Add(new ProviderVertex(module, address, provider));
        }
        foreach (var resource in config.Resources.Values)
        {
            var vertex = _graph.Add(new ResourceVertex(module, resource));
            _graph.Resources[vertex.Address] = vertex;
        }
        foreach (var check in config.Checks.Values) _graph.Add(new CheckVertex(module, check));
    }

    private void Connect(Vertex vertex)
    {
        if (_graph.Expansions.TryGetValue(vertex.Module, out var expansion) && vertex != expansion) vertex.Dependencies.Add(expansion);
        switch (vertex)
        {
            case VariableVertex variable: ConnectVariable(variable); break;
            case LocalVertex local: Refer(local, local.Module, local.Local.Expression); break;
            case OutputVertex output: ConnectOutput(output); break;
            case ModuleExpansionVertex e: ConnectExpansion(e); break;
            case ModuleGateVertex gate: ConnectGate(gate); break;
            case ModuleCloseVertex close: ConnectClose(close); break;
            case ProviderVertex { Config: { } config } provider:
                Refer(provider, provider.Module, config.Body);
                Refer(provider, provider.Module, config.ForEach);
                break;
            case ResourceVertex resource: ConnectResource(resource); break;
            case CheckVertex check: ConnectCheck(check); break;
        }
    }

    private void ConnectVariable(VariableVertex vertex)
    {
        foreach (var rule in vertex.Variable.Validations) Refer(vertex, vertex.Module, rule);
        if (vertex.Module is not { Parent: { } parent, Call: { } call }) return;
        if (ArgumentOf(call, vertex.Variable.Name) is { } argument) Refer(vertex, parent, argument);
    }

    internal static Expression? ArgumentOf(ModuleCallConfig call, string variable)
    {
        var content = call.Body.GetPartialContent(new BodySchema([new AttributeSchema(variable)], []), out _, new());
        return content[variable]?.Expression;
    }

    private void ConnectOutput(OutputVertex vertex)
    {
        Refer(vertex, vertex.Module, vertex.Output.Expression);
        foreach (var rule in vertex.Output.Preconditions) Refer(vertex, vertex.Module, rule);
        foreach (var traversal in vertex.Output.DependsOn) Refer(vertex, vertex.Module, traversal, orderOnly: true);
    }

    private void ConnectExpansion(ModuleExpansionVertex vertex)
    {
        if (vertex.Module is not { Parent: { } parent, Call: { } call }) return;
        if (_graph.Expansions.TryGetValue(parent, out var outer)) vertex.Dependencies.Add(outer);
        vertex.Dependencies.Remove(vertex);
        Refer(vertex, parent, call.Count);
        Refer(vertex, parent, call.ForEach);
        Refer(vertex, parent, call.Enabled);
    }

    private void ConnectGate(ModuleGateVertex vertex)
    {
        if (vertex.Module is not { Parent: { } parent, Call: { } call }) return;
        if (_graph.Gates.TryGetValue(parent, out var outer)) vertex.Dependencies.Add(outer);
        foreach (var traversal in call.DependsOn) Refer(vertex, parent, traversal, orderOnly: true);
    }

    private void ConnectClose(ModuleCloseVertex vertex)
    {
        var config = vertex.Module.Config;
        foreach (var resource in config.Resources.Keys) vertex.Dependencies.Add(_graph.Resources[new(vertex.Module.Address, resource)]);
        foreach (var output in config.Outputs.Keys) vertex.Dependencies.Add(_graph.Outputs[(vertex.Module, output)]);
        foreach (var child in vertex.Module.Children.Values) vertex.Dependencies.Add(_graph.Closes[child]);
    }

    private void ConnectResource(ResourceVertex vertex)
    {
        var (module, resource) = (vertex.Module, vertex.Resource);
        if (_graph.Gates.TryGetValue(module, out var gate)) vertex.Dependencies.Add(gate);
        Refer(vertex, module, resource.Count);
        Refer(vertex, module, resource.ForEach);
        Refer(vertex, module, resource.Enabled);
        Refer(vertex, module, resource.Body);
        foreach (var traversal in resource.DependsOn) Refer(vertex, module, traversal, orderOnly: true);
        Refer(vertex, module, resource.List?.IncludeResource);
        Refer(vertex, module, resource.List?.Limit);
        foreach (var rule in resource.Lifecycle.Preconditions) Refer(vertex, module, rule);
        foreach (var rule in resource.Lifecycle.Postconditions) Refer(vertex, module, rule);
        foreach (var expression in resource.Lifecycle.ReplaceTriggeredBy) Refer(vertex, module, expression);
        if (resource.Lifecycle.PreventDestroyWhen is { } guard) vertex.Guards.UnionWith(StaticExpressions.References(guard).SelectMany(t => Targets(module, ReferenceParser.Parse(t, null), orderOnly: false)));
        vertex.Dependencies.UnionWith(vertex.Guards);
        Refer(vertex, module, resource.Connection);
        foreach (var provisioner in resource.Provisioners)
        {
            Refer(vertex, module, provisioner.Body);
            Refer(vertex, module, provisioner.Connection);
        }
        var use = ProviderResolution.Resolve(module, resource.Provider, resource.ProviderAddress);
        Refer(vertex, use.KeyedCall?.Parent ?? module, use.Key);
        vertex.Dependencies.Add(ProviderFor(module, use.Config));
        vertex.Dependencies.Remove(vertex);
    }

    /// <summary>
    /// What is done before an object is changed waits for all that the change waits for. What a destroy sets off is wholly
    /// known from the plan and done with the destroy; its place here only has it planned after the object.
    /// </summary>
    private void AddTriggers(ResourceVertex vertex)
    {
        foreach (var isBefore in (ReadOnlySpan<bool>)[true, false])
        {
            var triggers = vertex.Resource.Lifecycle.ActionTriggers.Where(t => t.Events.Any(e => (e is ActionEvent.BeforeCreate or ActionEvent.BeforeUpdate) == isBefore)).ToArray();
            if (triggers.Length == 0) continue;
            var trigger = _graph.Triggers[(vertex.Address, isBefore)] = _graph.Add(new TriggerVertex(vertex.Module, vertex.Address, isBefore));
            foreach (var one in triggers)
            {
                Refer(trigger, vertex.Module, one.Condition);
                foreach (var action in one.Actions) Refer(trigger, vertex.Module, action);
            }
            if (isBefore)
            {
                trigger.Dependencies.UnionWith(vertex.Dependencies);
                vertex.Dependencies.Add(trigger);
            }
            else trigger.Dependencies.Add(vertex);
            // Of the object itself a condition sees what is planned; that is no reason to wait for it.
            if (isBefore) trigger.Dependencies.Remove(vertex);
        }
    }

    /// <summary>The vertex of the configuration that a resource uses; one is made where no block configures the provider.</summary>
    private ProviderVertex ProviderFor(ModuleNode module, ProviderConfigAddress address)
    {
        if (_graph.Providers.TryGetValue(address, out var vertex)) return vertex;
        return _graph.Providers[address] = _graph.Add(new ProviderVertex(RootOf(module), address, null));
    }

    private static ModuleNode RootOf(ModuleNode module) => module.Parent is { } parent ? RootOf(parent) : module;

    private void ConnectCheck(CheckVertex vertex)
    {
        foreach (var assertion in vertex.Check.Assertions) Refer(vertex, vertex.Module, assertion);
        if (vertex.Check.Data is { } data) vertex.Dependencies.Add(_graph.Resources[new(vertex.Module.Address, data.Name)]);
    }

    private void Refer(Vertex vertex, ModuleNode module, CheckRule rule)
    {
        Refer(vertex, module, rule.Condition);
        Refer(vertex, module, rule.ErrorMessage);
    }

    private void Refer(Vertex vertex, ModuleNode module, Expression? expression)
    {
        if (expression is null) return;
        foreach (var traversal in StaticExpressions.References(expression)) Refer(vertex, module, traversal);
    }

    private void Refer(Vertex vertex, ModuleNode module, Body? body)
    {
        if (body is null) return;
        foreach (var traversal in ReferenceCollector.InBody(body)) Refer(vertex, module, traversal);
    }

    private void Refer(Vertex vertex, ModuleNode module, Traversal traversal, bool orderOnly = false)
    {
        foreach (var dependency in Targets(module, ReferenceParser.Parse(traversal, null), orderOnly))
            if (dependency != vertex || vertex is LocalVertex or OutputVertex) vertex.Dependencies.Add(dependency);
    }

    /// <summary>What is not declared has no vertex; the reference check reports it.</summary>
    private IEnumerable<Vertex> Targets(ModuleNode module, Reference? reference, bool orderOnly)
    {
        switch (reference)
        {
            case VariableReference r when _graph.Variables.TryGetValue((module, r.Name), out var variable):
                yield return variable;
                break;
            case LocalReference r when _graph.Locals.TryGetValue((module, r.Name), out var local):
                yield return local;
                break;
            case ResourceReference r when _graph.Resources.TryGetValue(new(module.Address, r.Resource), out var resource):
                yield return resource;
                break;
            case ModuleCallReference r when module.Children.TryGetValue(r.Name, out var child):
                yield return _graph.Expansions[child];
                if (orderOnly && r.Output is null) yield return _graph.Closes[child];
                else if (r.Output is { } name && _graph.Outputs.TryGetValue((child, name), out var output)) yield return output;
                else
                    foreach (var each in child.Config.Outputs.Keys) yield return _graph.Outputs[(child, each)];
                break;
        }
    }
}
