using Layers.ScikitLearn;

namespace Layers.Cli;

/// <summary>Something that no file says and that only the training script knew.</summary>
/// <param name="File">The file that it is about.</param>
/// <param name="Message">What is known, and what is not.</param>
/// <param name="Options">The options that would answer; one of them is enough.</param>
internal sealed record OpenQuestion(string File, string Message, IReadOnlyList<string> Options)
{
    public static OpenQuestion Of(AdoptQuestion question) =>
        new(question.File, question.Message, [.. question.Calls.Select(AnswerOption.Of)]);

    public override string ToString() => Options.Count == 0 ? Message : $"{Message} Say {string.Join(" or ", Options)}.";
}
