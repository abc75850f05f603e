using System.Runtime.CompilerServices;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Plugins.Protocol;
using Plumb.Plugins.Protocol.Mapping;
using Plumb.Plugins.Protocol.Messages;

namespace Plumb.Plugins.Client;

/// <summary>The schema of one provider program, asked for once in a run, or not at all where an earlier run kept it.</summary>
internal sealed class SharedSchema(IPluginProcesses processes)
{
    private readonly Lock _gate = new();
    private readonly SchemaCache? _cache = processes.Options.SchemaCacheDirectory is { } directory ? new SchemaCache(directory) : null;
    private readonly ConditionalWeakTable<PluginConnection, Lazy<Task>> _primed = [];
    private Task<PluginSchema>? _loading;

    /// <summary>What went wrong in asking for it is among its diagnostics.</summary>
    public Task<PluginSchema> GetAsync(CancellationToken cancellation)
    {
        lock (_gate) _loading ??= LoadAsync();
        return _loading.WaitAsync(cancellation);
    }

    /// <summary>Some plugins answer no call before they have been asked for their schema.</summary>
    public async Task PrimeAsync(PluginConnection plugin, CancellationToken cancellation)
    {
        var known = await GetAsync(cancellation).ConfigureAwait(false);
        if (known.CanBeSkipped) return;
        await _primed.GetValue(plugin, p => new Lazy<Task>(() => AskAsync(p))).Value.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<PluginSchema> LoadAsync()
    {
        try
        {
            if (await FindKeptAsync().ConfigureAwait(false) is { } kept) return kept;
            var plugin = await processes.SharedAsync(CancellationToken.None).ConfigureAwait(false);
            var schemas = await AskAsync(plugin).ConfigureAwait(false);
            _primed.AddOrUpdate(plugin, new Lazy<Task>(Task.CompletedTask));
            var identities = await plugin.TryCallAsync(plugin.Methods.GetIdentitySchemas, new NothingRequest(), CancellationToken.None).ConfigureAwait(false);
            var known = PluginSchema.From(schemas, identities, (name, types, call) => CallFunction(plugin, name, types, call));
            if (_cache is not null && known.Schema.Diagnostics.Count == 0) await _cache.KeepAsync(processes.File.Path, schemas, identities, CancellationToken.None).ConfigureAwait(false);
            return known;
        }
        catch (PluginException failure)
        {
            return PluginSchema.Failed(failure);
        }
        catch (FormatException malformed)
        {
            return PluginSchema.Failed(new PluginException(PluginFaults.Nonsense, $"The provider {processes.File.Name} gave a schema that breaks the protocol's rules: {malformed.Message}.\n\n{PluginFaults.BugAdvice}", malformed));
        }
    }

    private async Task<PluginSchema?> FindKeptAsync()
    {
        if (_cache is null || await _cache.FindAsync(processes.File.Path, CancellationToken.None).ConfigureAwait(false) is not var (schemas, identities)) return null;
        if (schemas.Functions.Count == 0) return PluginSchema.From(schemas, identities, NoFunctions);
        // Functions are called in the middle of an evaluation, so the process that answers them has to be there.
        var plugin = await processes.SharedAsync(CancellationToken.None).ConfigureAwait(false);
        var known = PluginSchema.From(schemas, identities, (name, types, call) => CallFunction(plugin, name, types, call));
        return known.CanBeSkipped ? known : null;
    }

    private static async Task<GetSchemaResponse> AskAsync(PluginConnection plugin) => plugin.Methods.Version == ProtocolVersion.Five
        ? WireSchema5.ToCurrent(await plugin.CallAsync(plugin.Methods.GetSchema5, new NothingRequest(), CancellationToken.None).ConfigureAwait(false))
        : await plugin.CallAsync(plugin.Methods.GetSchema6, new NothingRequest(), CancellationToken.None).ConfigureAwait(false);

    private static Value NoFunctions(string name, IReadOnlyList<DataType> types, FunctionCall call) => call.Fail($"There is no function \"{name}\".");

    private static Value CallFunction(PluginConnection plugin, string name, IReadOnlyList<DataType> types, FunctionCall call)
    {
        try
        {
            var request = new CallFunctionRequest { Name = name };
            request.Arguments.AddRange(call.Arguments.Select((a, i) => WireValue.Write(a, types[i])));
            var response = plugin.Call(plugin.Methods.CallFunction, request);
            if (response.Error is { } fault) return fault.HasFunctionArgument ? call.Fail((int)fault.FunctionArgument, fault.Text) : call.Fail(fault.Text);
            return WireValue.Read(response.Result, call.ReturnType);
        }
        catch (PluginException failure)
        {
            return call.Fail(failure.Message);
        }
        catch (FormatException malformed)
        {
            return call.Fail($"the provider answered a value that cannot be read: {malformed.Message}");
        }
    }
}
