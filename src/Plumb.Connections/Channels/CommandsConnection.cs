using System.Globalization;
using System.Text;
using Plumb.Connections.Executors;
using Plumb.Hosts.Calling;
using Plumb.Operations.Connections;
using Plumb.Operations.Model;

namespace Plumb.Connections.Channels;

/// <summary>
/// A host that is reached by commands alone, as by a connection plugin that people wrote. An executor is put there at the first request; each
/// request is a few files there and one run of it.
/// </summary>
public sealed class CommandsConnection(IHostCommands commands, IExecutorSource executors, ConnectionSettings settings) : IHostConnection
{
    private readonly SemaphoreSlim _turn = new(1);
    private Place? _place;

    public async ValueTask<OperationResult> RunAsync(OperationRequest request, OperationEvents events, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(events);
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!request.Check && RawCommand.IsRaw(request with { Become = null })) return await RawAsync(request, cancellation).ConfigureAwait(false);
            _place ??= await ArriveAsync(cancellation).ConfigureAwait(false);
            return await RunAsync(_place, request, events, cancellation).ConfigureAwait(false);
        }
        catch (SessionLostException e)
        {
            if (_place is { } lost) await LeaveAsync(lost.Folder).ConfigureAwait(false);
            _place = null;
            throw new UnreachableException($"The host cannot be worked on: {e.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_place is { } place) await LeaveAsync(place.Folder).ConfigureAwait(false);
        await commands.CloseAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private async ValueTask LeaveAsync(params string[] paths)
    {
        try
        {
            await commands.RunAsync(Shell($"rm -rf {string.Join(' ', paths.Select(PosixShell.Quote))}"), null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever the way to the host says now: what is left there only the user can read, and hosts clean up such folders by themselves.
        }
    }

    private async ValueTask<OperationResult> RawAsync(OperationRequest request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (request.Timeout is { } timeout) limit.CancelAfter(timeout);
        try
        {
            var answer = await commands.RunAsync(RawCommand.Line(request), request.Become, limit.Token).ConfigureAwait(false);
            return RawCommand.Result(answer.Code, Encoding.UTF8.GetString(answer.Output.Span), Encoding.UTF8.GetString(answer.Errors.Span));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return OperationResult.Failure($"The {request.Operation} action failed to execute in the expected time frame and was terminated");
        }
    }

    private async ValueTask<OperationResult> RunAsync(Place place, OperationRequest request, OperationEvents events, CancellationToken cancellation)
    {
        for (var i = 0; i < request.Sources.Count; i++)
        {
            var content = request.Sources[i].Open();
            await using var _ = content.ConfigureAwait(false);
            await PutAsync(content, $"{place.Folder}/{i.ToString(CultureInfo.InvariantCulture)}", cancellation).ConfigureAwait(false);
        }
        using var written = new MemoryStream(RequestFolder.Write(request).ToArray());
        await PutAsync(written, $"{place.Folder}/{RequestFolder.Request}", cancellation).ConfigureAwait(false);
        var answer = await commands.RunAsync(Shell($"exec {PosixShell.Quote(place.Executor)} {RequestFolder.Word} {PosixShell.Quote(place.Folder)}"), null, cancellation).ConfigureAwait(false);
        return await RequestFolder.ReadAsync(answer.Output, events, cancellation).ConfigureAwait(false) ?? throw new SessionLostException(Said(answer));
    }

    /// <summary>Finds the executor on the host or puts it there, and makes a folder for requests.</summary>
    private async ValueTask<Place> ArriveAsync(CancellationToken cancellation)
    {
        if (executors.Binaries.Count == 0) throw new UnreachableException($"There is no executor to send: this program was built without one. Build it with ./build.sh, or name one with {EmbeddedExecutors.PathVariable}.");
        var found = await commands.RunAsync(Shell(PlacingScript.Look(executors.Binaries, settings.CacheFolder)), null, cancellation).ConfigureAwait(false);
        var folder = Told(found, PlacingScript.Work) ?? throw new SessionLostException(Refusal(found));
        if (Told(found, PlacingScript.Has) is { } path) return new Place(path, folder);
        string? executor = null;
        try
        {
            executor = await PlaceAsync(found, cancellation).ConfigureAwait(false);
            return new Place(executor, folder);
        }
        finally
        {
            if (executor is null) await LeaveAsync(folder).ConfigureAwait(false);
        }
    }

    private async ValueTask<string> PlaceAsync(CommandAnswer found, CancellationToken cancellation)
    {
        var (hash, into, target) = (Told(found, PlacingScript.Wants), Told(found, PlacingScript.Into), Told(found, PlacingScript.As));
        var binary = executors.Binaries.FirstOrDefault(b => b.Sha256 == hash);
        if (binary is null || into is null || target is null) throw new SessionLostException(Refusal(found));
        string? executor = null;
        try
        {
            await SendAsync(binary, into, cancellation).ConfigureAwait(false);
            var placed = await commands.RunAsync(Shell(PlacingScript.Finish(binary, into, target)), null, cancellation).ConfigureAwait(false);
            return executor = Told(placed, PlacingScript.Has) ?? throw new SessionLostException($"the executor could not be put in place: {Said(placed)}");
        }
        finally
        {
            if (executor is null) await LeaveAsync(into, PackedBeside(into)).ConfigureAwait(false);
        }
    }

    private static string PackedBeside(string into) => into + ".p";

    private async ValueTask SendAsync(ExecutorBinary binary, string into, CancellationToken cancellation)
    {
        var content = binary.Open();
        await using var _ = content.ConfigureAwait(false);
        if (binary.Receiver.IsEmpty)
        {
            await PutAsync(content, into, cancellation).ConfigureAwait(false);
            return;
        }
        using var receiver = new MemoryStream(binary.Receiver.ToArray());
        await PutAsync(receiver, into, cancellation).ConfigureAwait(false);
        await PutAsync(content, PackedBeside(into), cancellation).ConfigureAwait(false);
    }

    private async ValueTask PutAsync(Stream content, string target, CancellationToken cancellation)
    {
        // A folder of its own, which nobody else may look into: files may have to be readable by whoever the plugin sends them as.
        var folder = Directory.CreateTempSubdirectory("plumb-");
        try
        {
            var path = Path.Combine(folder.FullName, Path.GetFileName(target));
            var file = File.Create(path);
            await using (file.ConfigureAwait(false)) await content.CopyToAsync(file, cancellation).ConfigureAwait(false);
            await commands.PutAsync(path, target, cancellation).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Shell(string script) => $"/bin/sh -c {PosixShell.Quote(script)}";

    private static string? Told(CommandAnswer answer, string what)
    {
        foreach (var line in Encoding.UTF8.GetString(answer.Output.Span).Split('\n'))
            if (line.IndexOf(what, StringComparison.Ordinal) is >= 0 and var at) return line[(at + what.Length)..].TrimEnd('\r');
        return null;
    }

    private string Refusal(CommandAnswer answer)
    {
        if (Told(answer, ExecutorPlaces.WrongMachine) is { } machine) return ExecutorPlaces.WrongMachineMeaning(machine, executors.Binaries);
        return Told(answer, ExecutorPlaces.NoPlace) is not null ? ExecutorPlaces.NoPlaceMeaning : Said(answer);
    }

    private static string Said(CommandAnswer answer)
    {
        var said = Encoding.UTF8.GetString((answer.Errors.IsEmpty ? answer.Output : answer.Errors).Span).Trim();
        return string.Create(CultureInfo.InvariantCulture, $"the command ended with {answer.Code}{(said.Length > 0 ? $": {said}" : "")}");
    }

    private sealed record Place(string Executor, string Folder);
}
