using Layers.ScikitLearn;

namespace Layers.Cli;

/// <summary>A fact that no file has, and that only the training script knew.</summary>
/// <param name="File">The file in question.</param>
/// <param name="Message">The question: the known facts and the missing one.</param>
/// <param name="Options">The options that answer it; one of them is enough.</param>
internal sealed record OpenQuestion(string File, string Message, IReadOnlyList<string> Options)
{
    public static OpenQuestion Of(AdoptQuestion question) =>
        new(question.File, question.Message, [.. question.Calls.Select(AnswerOption.Of)]);

    public override string ToString() => Options.Count == 0 ? Message : $"{Message} Give {string.Join(" or ", Options)}.";
}
