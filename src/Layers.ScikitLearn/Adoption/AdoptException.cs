namespace Layers.ScikitLearn;

/// <summary>The exception for a model and its files that do not fit together yet. It has all open questions at once.</summary>
public sealed class AdoptException : Exception
{
    /// <summary>Makes an exception from its questions.</summary>
    /// <param name="questions">The open questions, one or more.</param>
    public AdoptException(IReadOnlyList<AdoptQuestion> questions)
        : base(string.Join(Environment.NewLine, Checked(questions))) => Questions = [.. questions];

    /// <summary>The open questions.</summary>
    public IReadOnlyList<AdoptQuestion> Questions { get; }

    private static IReadOnlyList<AdoptQuestion> Checked(IReadOnlyList<AdoptQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return questions;
    }
}
