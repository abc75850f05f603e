using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Plumb.Hosts.Calling;
using Plumb.Hosts.Processes;
using Plumb.Hosts.Protocol;
using Plumb.Hosts.Serving;
using Plumb.Operations.Connections;
using Plumb.Operations.Data;
using Plumb.Operations.Model;

namespace Plumb.Hosts.Tests.Calling;

/// <summary>Both sides of the protocol with a connection between them, and one that talks nonsense.</summary>
public sealed class SessionTests
{
    private delegate ValueTask<OperationResult> Operation(OperationRequest request, OperationEvents events, CancellationToken cancellation);

    private static async Task WithServer(Operation run, Func<ExecutorSession, Task> test)
    {
        var (toHost, fromHost) = (new System.IO.Pipelines.Pipe(), new System.IO.Pipelines.Pipe());
        using var messages = new MessageStream(toHost.Reader.AsStream(), fromHost.Writer.AsStream());
        var serving = Task.Run(async () =>
        {
            await new ExecutorServer(messages, (r, e, c) => run(r, e, c)).ServeAsync(CancellationToken.None);
            await fromHost.Writer.CompleteAsync();
        });
        await using (var session = new ExecutorSession(fromHost.Reader.AsStream(), toHost.Writer.AsStream())) await test(session);
        await toHost.Writer.CompleteAsync();
        await serving;
    }

    [Fact]
    public Task Requests_run_in_order_with_output_and_content_both_ways() => WithServer(
        async (request, events, cancellation) =>
        {
            events.Output?.Invoke(new OutputChunk(true, "says"u8.ToArray()));
            using var content = request.Sources[0].Open();
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
            if (events.Content is { } send) await send(Encoding.UTF8.GetBytes(hash), cancellation);
            return new OperationResult { Changed = true, Message = request.Operation };
        },
        async session =>
        {
            var bytes = new byte[9_000_001];
            Random.Shared.NextBytes(bytes);
            await session.PingAsync(TestContext.Current.CancellationToken);
            var running = Enumerable.Range(0, 5).Select(i => Task.Run(async () =>
            {
                string output = "", content = "";
                var events = new OperationEvents { Output = c => output += Encoding.UTF8.GetString(c.Bytes.Span), Content = (b, _) => { content += Encoding.UTF8.GetString(b.Span); return ValueTask.CompletedTask; } };
                var request = new OperationRequest($"{i}", MapData.Empty) { Sources = [new SourceContent("a", "", "", bytes.Length, () => new MemoryStream(bytes))] };
                var result = await session.RunAsync(request, events, TestContext.Current.CancellationToken);
                Assert.Equal((true, $"{i}", "says", Convert.ToHexStringLower(SHA256.HashData(bytes))), (result.Changed, result.Message, output, content));
            })).ToArray();
            await Task.WhenAll(running);
        });

    [Fact]
    public Task Small_contents_go_along_and_are_not_asked_for() => WithServer(
        async (request, _, cancellation) =>
        {
            var read = new List<string>();
            foreach (var source in request.Sources)
            {
                // Every opening begins anew.
                await new StreamReader(source.Open()).ReadToEndAsync(cancellation);
                using var content = new StreamReader(source.Open());
                read.Add((await content.ReadToEndAsync(cancellation)).Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
            return new OperationResult { Message = string.Join(' ', read) };
        },
        async session =>
        {
            int[] lengths = [100, Limits.Enclosed, 0, Limits.Enclosed - 100];
            var opened = new int[lengths.Length];
            // One that has grown meanwhile is read when it is asked for.
            var request = new OperationRequest("x", MapData.Empty)
            {
                Sources = [.. lengths.Select((length, i) => new SourceContent("a", "", "", length, () => { opened[i]++; return new MemoryStream(new byte[length]); })),
                    new SourceContent("grown", "", "", 0, () => new MemoryStream(new byte[3]))],
            };
            Assert.Equal($"100 {Limits.Enclosed} 0 {Limits.Enclosed - 100} 3", (await session.RunAsync(request, OperationEvents.None, TestContext.Current.CancellationToken)).Message);
            Assert.Equal([1, 2, 1, 1], opened);
        });

    [Fact]
    public Task Content_that_cannot_be_read_fails_the_reader() => WithServer(
        async (request, _, cancellation) =>
        {
            using var content = request.Sources[0].Open();
            var failure = await Assert.ThrowsAsync<IOException>(async () => await content.CopyToAsync(Stream.Null, cancellation));
            return OperationResult.Failure(failure.Message);
        },
        async session =>
        {
            var request = new OperationRequest("x", MapData.Empty) { Sources = [new SourceContent("a", "", "", 5, () => throw new FileNotFoundException("gone"))] };
            Assert.Equal("gone", (await session.RunAsync(request, OperationEvents.None, TestContext.Current.CancellationToken)).Message);
        });

    [Fact]
    public Task A_cancelled_request_ends_and_the_next_one_runs() => WithServer(
        async (request, _, cancellation) =>
        {
            if (request.Operation == "wait") await Task.Delay(Timeout.Infinite, cancellation);
            return new OperationResult();
        },
        async session =>
        {
            using var source = new CancellationTokenSource(50);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.RunAsync(new OperationRequest("wait", MapData.Empty), OperationEvents.None, source.Token));
            Assert.False((await session.RunAsync(new OperationRequest("next", MapData.Empty), OperationEvents.None, TestContext.Current.CancellationToken)).Failed);
        });

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "cut off")]
    [InlineData(new byte[] { 1, 0, 0, 0, 99, 0, 0, 0, 0, 1 }, "no known kind")]
    [InlineData(new byte[] { 255, 255, 255, 255, 19, 1, 0, 0, 0 }, "longer than")]
    [InlineData(new byte[] { 1, 0, 0, 0, 19, 1, 0, 0, 0, 7 }, "cut off")]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 1, 0, 0, 0 }, "does not come from a host")]
    [InlineData(new byte[] { 0, 0, 0, 0, 19, 77, 0, 0, 0 }, "was not asked")]
    [InlineData(new byte[] { 3, 0, 0, 0, 17, 1, 0, 0, 0, 1, 9, 1 }, "content that the task does not have")]
    public async Task Garbage_is_an_error_that_says_so(byte[] answer, string said)
    {
        using var pair = SocketPair.Open();
        using var far = new Socket(new SafeSocketHandle(pair.Far.DangerousGetHandle(), ownsHandle: false));
        await using var stream = new NetworkStream(pair.Near);
        await using var session = new ExecutorSession(stream, stream);
        var running = session.RunAsync(new OperationRequest("x", MapData.Empty), OperationEvents.None, TestContext.Current.CancellationToken).AsTask();
        await far.ReceiveAsync(new byte[100]);
        await far.SendAsync(answer);
        far.Shutdown(SocketShutdown.Send);
        var failure = await Assert.ThrowsAsync<SessionLostException>(() => running);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }
}
