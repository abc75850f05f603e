namespace Plumb.Operations.Model;

/// <summary>That an operation goes on by itself: only its start is waited for, and it outlives the connection. Its result is in a file of the host.</summary>
/// <param name="Name">The first part of the job's number, the other is that of its process.</param>
/// <param name="Folder">Where the file is, under the job's number. A leading <c>~</c> is the user's home.</param>
/// <param name="Limit">It is ended after so long.</param>
public sealed record BackgroundJob(string Name, string Folder, TimeSpan Limit);
