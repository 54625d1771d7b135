namespace Layers.Samples.Tests.Pages;

/// <summary>What docs/security.md shows.</summary>
public sealed class SecurityTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("layers-page-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void AFileFromAStranger_IsRefusedWithOneException()
    {
        var path = Path.Combine(_folder, "upload.keras");
        File.WriteAllBytes(path, [0x80, 4, 0x63, 0x6f, 0x73, 0x0a]);
        string? refused = null;

        #region refused
        try
        {
            using var model = Model.Load(path, compile: false);
            Console.WriteLine(model.LoadReport);                // what was left out, and why
        }
        catch (InvalidDataException e)                          // damaged, hostile, or no model
        {
            refused = e.Message;
        }
        #endregion

        Assert.That(refused, Does.Contain("upload.keras"));
    }

    [Test]
    public void ALayerThatIsNotRegistered_IsRefusedByName()
    {
        var path = Path.Combine(_folder, "custom");
        using (var model = new Sequential { new Input(2), new Dense(1) }) model.Save(path, zipped: false);
        var config = Path.Combine(path, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"class_name\": \"Dense\"", "\"class_name\": \"Shell\"", StringComparison.Ordinal)
            .Replace("\"class_name\":\"Dense\"", "\"class_name\":\"Shell\"", StringComparison.Ordinal));
        Assert.That(() => Model.Load(path), Throws.Exception.With.Message.Contains("Shell"));
    }
}
