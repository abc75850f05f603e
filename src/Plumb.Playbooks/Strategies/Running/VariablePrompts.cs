using Plumb.Jinja.Values;
using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Plays.Model;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Asks for the variables of <c>vars_prompt</c> that the command line does not give.</summary>
internal sealed class VariablePrompts(RunServices services)
{
    public async ValueTask AskAsync(PlayModel play)
    {
        foreach (var prompt in play.Config.Prompts)
        {
            if (services.Settings.ExtraVariables.ContainsKey(prompt.Name)) continue;
            var answer = await AnswerAsync(prompt, play).ConfigureAwait(false);
            if (prompt.Encrypt is { } scheme && answer is string secret) answer = Hashed(secret, scheme, prompt, play);
            play.Variables[prompt.Name] = !prompt.IsUnsafe && answer is string text && TemplateText.IsTemplate(text) ? new TemplateText(text) : answer;
        }
    }

    private async ValueTask<object?> AnswerAsync(VariablePrompt prompt, PlayModel play)
    {
        var otherwise = Render(prompt.Default, play);
        if (!services.Prompt.IsInteractive)
        {
            services.Output.Warn("Not prompting as we are not in interactive mode");
            return otherwise;
        }
        var text = PyText.Str(Render(prompt.Text, play) ?? prompt.Name);
        var question = otherwise is null ? $"{text}: " : $"{text} [{PyText.Str(otherwise)}]: ";
        while (true)
        {
            var answer = await services.Prompt.AskAsync(question, prompt.IsPrivate, CancellationToken.None).ConfigureAwait(false);
            if (prompt.Confirm && answer != await services.Prompt.AskAsync($"confirm {question}", prompt.IsPrivate, CancellationToken.None).ConfigureAwait(false))
            {
                services.Output.Line("***** VALUES ENTERED DO NOT MATCH ****");
                continue;
            }
            if (prompt.IsPrivate) services.Record.Hide(answer);
            return string.IsNullOrEmpty(answer) ? otherwise : answer;
        }
    }

    private object? Hashed(string secret, string scheme, VariablePrompt prompt, PlayModel play)
    {
        var options = new List<string> { PyText.Repr(scheme) };
        if (prompt.Salt is { } salt) options.Add("salt=" + PyText.Repr(salt));
        if (prompt.SaltSize is { } size) options.Add($"salt_size={PyText.Str(size)}");
        // The filter that playbooks have for it does the work.
        var scope = services.Scopes.ForPlay(play).With(new PyDict { ["vars_prompt_answer"] = secret });
        return services.Templar.Render(new TemplateText($"{{{{ vars_prompt_answer | password_hash({string.Join(", ", options)}) }}}}"), services.Scopes.Template(scope));
    }

    private object? Render(object? value, PlayModel play) => services.Templar.Render(value, services.Scopes.Template(services.Scopes.ForPlay(play)));
}
