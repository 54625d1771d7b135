namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/older-files.md.</summary>
public sealed class OlderFilesTests : FolderTests
{
    [Test]
    public void AnOldFile_SaysWhatItIs()
    {
        var (path, saved, lines) = (Path.Combine(AppContext.BaseDirectory, "colleague.keras"), InFolder("today.keras"),
            new List<string>());

        #region old
        using var model = Model.Load(path);                     // saved by Keras 2.13.1 on Windows
        LoadReport report = model.LoadReport!;
        lines.Add($"Keras {report.KerasVersion}, on Windows: {report.IsFromWindows}");
        foreach (LoadWarning warning in report.Warnings)        // what was left out, and why; nothing here
            lines.Add($"{warning.Layer}: {warning.Subject} - {warning.Reason}");
        lines.AddRange(report.SavingChanges);                   // what Save will change
        model.Save(saved);                                      // opens in Keras 3.3 to 3.15
        #endregion

        Assert.That(lines, Has.Count.EqualTo(3).And.ItemAt(0).EqualTo("Keras 2.13.1, on Windows: True"));
        using var again = Model.Load(saved);
        Assert.That(again.LoadReport!.SavingChanges, Is.Empty);
    }
}
