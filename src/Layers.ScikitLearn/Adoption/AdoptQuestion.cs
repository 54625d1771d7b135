namespace Layers.ScikitLearn;

/// <summary>Something that no file says and that only the training script knew.</summary>
/// <param name="File">The file that the question is about.</param>
/// <param name="Message">What is known, and what is not.</param>
/// <param name="Calls">The calls of <see cref="Adoption"/> that would answer it, in C#; one of them is enough. Empty where no call
/// can.</param>
public sealed record AdoptQuestion(string File, string Message, IReadOnlyList<string> Calls)
{
    /// <summary>The message and the calls, for example <c>… no file says which stands first. Say Concatenate("scaler.pkl",
    /// "onehot_encoder.pkl").</c></summary>
    public override string ToString() => Calls.Count == 0 ? Message : $"{Message} Say {string.Join(" or ", Calls)}.";
}
