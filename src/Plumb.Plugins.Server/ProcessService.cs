using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Plumb.Plugins.Protocol;
using Plumb.Plugins.Protocol.Messages.Process;

namespace Plumb.Plugins.Server;

/// <summary>Answers the calls about the process itself: ending it, its health, its output.</summary>
internal sealed class ProcessService(IHostApplicationLifetime lifetime)
{
    public Task<Empty> ShutdownAsync(Empty request, ServerCallContext context)
    {
        lifetime.StopApplication();
        return Task.FromResult(new Empty());
    }

    public static Task<HealthCheckResponse> CheckHealthAsync(HealthCheckRequest request, ServerCallContext context) => request.Service is "" or ProcessMethods.HealthServiceName
        ? Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving })
        : throw new RpcException(new Status(StatusCode.NotFound, $"There is no service \"{request.Service}\" here."));

    /// <summary>Nothing of ours is written to standard output after the handshake; the stream stays open as hosts expect.</summary>
    public Task StreamStdioAsync(Empty request, IServerStreamWriter<StdioData> output, ServerCallContext context) => UntilTheEndAsync(context);

    public Task StartBrokerAsync(IAsyncStreamReader<ConnectionInfo> input, IServerStreamWriter<ConnectionInfo> output, ServerCallContext context) => UntilTheEndAsync(context);

    private async Task UntilTheEndAsync(ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = end.Token.Register(ended.SetResult).ConfigureAwait(false);
        await ended.Task.ConfigureAwait(false);
    }
}
