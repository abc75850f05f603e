using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Network.Http;

namespace Plumb.Operations.Network.GetUrl;

/// <summary>Brings the content of an address into a file of its own, which who asked for it removes.</summary>
internal sealed class Download(OperationContext context)
{
    /// <summary>The folder of the content and the content in it, with the answer. A failure, or that nothing is newer, ends the operation.</summary>
    public async ValueTask<Downloaded> RunAsync(string url, string method, DateTimeOffset? newerThan, bool force, CancellationToken cancellation)
    {
        var arguments = force ? context.Arguments.With("force", true) : context.Arguments;
        var question = UrlQuestion.From(arguments, url, method, newerThan);
        var start = context.Host.Clock.GetTimestamp();
        var answer = await new UrlClient(context.Host).AskAsync(question, cancellation).ConfigureAwait(false);
        await using (answer.ConfigureAwait(false))
        {
            var elapsed = (long)context.Host.Clock.GetElapsedTime(start).TotalSeconds;
            Require(answer, url, elapsed);
            var folder = Place(elapsed);
            var path = HostPath.Join(folder, "content");
            try
            {
                using var body = new ReadableBody(answer.Body ?? Stream.Null, cancellation);
                context.Host.Files.Write(path, body, new FilePlacement(0x180));
            }
            catch (Exception fault) when (fault is HostException or IOException)
            {
                context.Host.Files.RemoveTree(folder);
                throw new OperationException("failed to create temporary content file: " + fault.Message, new MapBuilder { ["elapsed"] = elapsed }.Build());
            }
            return new Downloaded(folder, path, answer, elapsed);
        }
    }

    private void Require(UrlAnswer answer, string url, long elapsed)
    {
        var values = new MapBuilder { ["url"] = url, ["dest"] = context.Arguments.Text("dest"), ["elapsed"] = elapsed };
        if (answer.Status == -1) throw new OperationException(answer.Message, values.Build());
        if (answer.Status is 200 or 0) return;
        values["status_code"] = answer.Status;
        if (answer.Status == 304) throw new OperationException(new OperationResult { Message = answer.Message, Values = values.Build() });
        values["response"] = answer.Message;
        throw new OperationException("Request failed", values.Build());
    }

    private string Place(long elapsed)
    {
        if (context.Arguments.Text("tmp_dest") is not { Length: > 0 } place) return TemporaryFolder.Make(context.Host);
        if (!context.Host.Files.IsDirectory(place))
        {
            throw new OperationException(context.Host.Files.Exists(place) ? $"{place} is a file but should be a directory." : $"{place} directory does not exist.",
                new MapBuilder { ["elapsed"] = elapsed }.Build());
        }
        var folder = HostPath.Join(place, $"plumb-{Guid.NewGuid():N}");
        context.Host.Files.CreateDirectory(folder, 0x1C0);
        return folder;
    }
}

/// <summary>Content that was brought: the folder made for it, its path there, the answer, and the seconds it took.</summary>
internal sealed record Downloaded(string Folder, string Path, UrlAnswer Answer, long Elapsed);
