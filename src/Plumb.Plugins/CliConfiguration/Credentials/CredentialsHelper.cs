using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Plumb.Plugins.CliConfiguration.Credentials;

/// <summary>
/// A program of the user's that keeps tokens: <c>terraform-credentials-NAME ARGS get HOST</c> writes <c>{"token": "…"}</c>,
/// <c>store</c> reads such a document, <c>forget</c> removes it.
/// </summary>
public sealed class CredentialsHelper(string program, IReadOnlyList<string> arguments)
{
    private const int MaxMessage = 4000;
    private const int MaxAnswer = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The program for a name, in the directories where plugins of the program itself are; null where there is none.</summary>
    public static CredentialsHelper? Find(CredentialsHelperConfig config, IEnumerable<string> directories)
    {
        var name = "terraform-credentials-" + config.Name + (OperatingSystem.IsWindows() ? ".exe" : "");
        return directories.Select(d => Path.Combine(d, name)).FirstOrDefault(File.Exists) is { } found ? new CredentialsHelper(found, config.Arguments) : null;
    }

    /// <summary>Null where the helper knows none.</summary>
    public async Task<string?> GetAsync(string host, CancellationToken cancellation)
    {
        var answer = await RunAsync("get", host, null, cancellation).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("token", out var token) && token.ValueKind == JsonValueKind.String
                ? token.GetString()
                : null;
        }
        catch (JsonException)
        {
            // The answer is not repeated: it may hold the secret.
            throw new CredentialsHelperException($"{program} did not answer with a JSON object.");
        }
    }

    public Task StoreAsync(string host, string token, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("token", token);
            json.WriteEndObject();
        }
        return RunAsync("store", host, System.Text.Encoding.UTF8.GetString(buffer.ToArray()), cancellation);
    }

    public Task ForgetAsync(string host, CancellationToken cancellation) => RunAsync("forget", host, null, cancellation);

    private async Task<string> RunAsync(string verb, string host, string? input, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var process = Start(verb, host);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token).ConfigureAwait(false);
            process.StandardInput.Close();
            var answer = await ReadAsync(process.StandardOutput, patience.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            var message = (await errors.ConfigureAwait(false)).Trim();
            if (process.ExitCode != 0) throw new CredentialsHelperException($"{program} ended with code {process.ExitCode}: {(message.Length > MaxMessage ? message[..MaxMessage] : message)}");
            return answer;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CredentialsHelperException($"{program} did not answer within {Patience.TotalSeconds} seconds.");
        }
        catch (IOException e)
        {
            throw new CredentialsHelperException($"{program} cannot be talked to: {e.Message}", e);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private async Task<string> ReadAsync(StreamReader output, CancellationToken cancellation)
    {
        var buffer = new char[MaxAnswer];
        var length = 0;
        int read;
        while (length < MaxAnswer && (read = await output.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false)) > 0) length += read;
        return length < MaxAnswer ? new string(buffer, 0, length) : throw new CredentialsHelperException($"{program} answers without end.");
    }

    private Process Start(string verb, string host)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add(verb);
        start.ArgumentList.Add(host);
        try
        {
            return Process.Start(start) ?? throw new CredentialsHelperException($"{program} did not start.");
        }
        catch (Win32Exception e)
        {
            throw new CredentialsHelperException($"{program} cannot be run: {e.Message}", e);
        }
    }
}
