namespace Layers.Samples.Tests.Pages;

/// <summary>The examples of docs/security.md.</summary>
public sealed class SecurityTests : FolderTests
{
    [Test]
    public void AFileFromAStranger_IsRefusedWithOneException()
    {
        var path = InFolder("upload.keras");
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

    [TestCase("Shell")]
    [TestCase("Lambda")]
    public void ALayerThatIsNotRegistered_IsRefusedByName(string name)
    {
        var path = InFolder("custom");
        using (var model = new Sequential { new Input(2), new Dense(1) }) model.Save(path, zipped: false);
        var config = Path.Combine(path, "config.json");
        var edited = File.ReadAllText(config).Replace("\"Dense\"", $"\"{name}\"", StringComparison.Ordinal);
        Assert.That(edited, Does.Contain(name));
        File.WriteAllText(config, edited);
        Assert.That(() => Model.Load(path), Throws.TypeOf<InvalidDataException>().With.Message.Contains(name));
    }
}
