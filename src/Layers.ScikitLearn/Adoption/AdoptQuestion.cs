namespace Layers.ScikitLearn;

/// <summary>A question that no file answers and that only the training script could.</summary>
/// <param name="File">The file that the question is about.</param>
/// <param name="Message">The facts that are known, and the one that is missing.</param>
/// <param name="Calls">The calls of <see cref="Adoption"/> that would answer it, in C#; one of them is enough. Empty if no call
/// can.</param>
public sealed record AdoptQuestion(string File, string Message, IReadOnlyList<string> Calls)
{
    /// <summary>The message and the calls, for example <c>… no file says which comes first. Call Concatenate("scaler.pkl",
    /// "onehot_encoder.pkl").</c></summary>
    public override string ToString() => Calls.Count == 0 ? Message : $"{Message} Call {string.Join(" or ", Calls)}.";
}
