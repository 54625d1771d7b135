namespace Layers;

/// <summary>A report of <c>Model.Load</c> or <c>LoadWeights</c>: the release that wrote the file, the parts that were left out and why, and
/// the changes that <c>Save</c> will make.</summary>
/// <remarks><see cref="ToString"/> is for people; the properties are for programs.</remarks>
public sealed class LoadReport
{
    internal LoadReport(string? kerasVersion, bool isFromWindows, IReadOnlyList<LoadWarning> warnings,
        IReadOnlyList<string> savingChanges) =>
        (KerasVersion, IsFromWindows, Warnings, SavingChanges) = (kerasVersion, isFromWindows, warnings, savingChanges);

    /// <summary>The release of Keras that wrote the file, such as <c>2.15.0</c>; <see langword="null"/> if the file does not name it. A
    /// file of this library names the release whose format it has.</summary>
    public string? KerasVersion { get; }

    /// <summary>Whether the file shows that it was written on Windows, as files of Keras 2.12 to 2.15 can; <see langword="false"/> if the
    /// file does not show its system.</summary>
    public bool IsFromWindows { get; }

    /// <summary>The parts that were left out, none of which affects predictions; after <c>LoadWeights</c> also the layers that kept their
    /// weights. Empty if everything was loaded.</summary>
    public IReadOnlyList<LoadWarning> Warnings { get; }

    /// <summary>The differences between this file and the file that <c>Save</c> will write, one sentence each; empty for a file of the
    /// current format.</summary>
    public IReadOnlyList<string> SavingChanges { get; }

    /// <summary>Returns the whole report, one line for each finding.</summary>
    public override string ToString()
    {
        var release = KerasVersion is null ? "a release that the file does not name" : $"Keras {KerasVersion}";
        var origin = $"Written by {release}{(IsFromWindows ? " on Windows" : "")}.";
        return string.Join(Environment.NewLine, [origin, .. Warnings.Select(warning => warning.ToString()), .. SavingChanges]);
    }
}
