namespace Layers.ScikitLearn;

/// <summary>A model and its files do not fit together yet: what is still open, all at once.</summary>
public sealed class AdoptException : Exception
{
    /// <summary>An exception with its questions.</summary>
    /// <param name="questions">What is open, one or more.</param>
    public AdoptException(IReadOnlyList<AdoptQuestion> questions)
        : base(string.Join(Environment.NewLine, Checked(questions))) => Questions = [.. questions];

    /// <summary>What is open.</summary>
    public IReadOnlyList<AdoptQuestion> Questions { get; }

    private static IReadOnlyList<AdoptQuestion> Checked(IReadOnlyList<AdoptQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return questions;
    }
}
