namespace Layers.ScikitLearn;

/// <summary>A Keras model that was pickled: its <c>.keras</c> file, as bytes.</summary>
internal sealed class PickledModel(string className, byte[] archive)
{
    public string ClassName => className;

    /// <summary>The model that a pickle holds, itself or within a <c>History</c>; null where it holds another thing.</summary>
    public static PickledModel? Find(object? value)
    {
        if (value is not PickledObject found) return null;
        if (found.TryGet(PickledObject.Archive, out var archive) && archive is byte[] bytes) return new(found.Type.Name, bytes);
        // Keras 3 keeps it behind a property.
        return found.Type.Name == "History" && (found.TryGet("model", out var model) || found.TryGet("_model", out model)) ? Find(model) : null;
    }

    /// <summary>Opens it. Files of models are opened by their path, so that the bytes go through one.</summary>
    /// <param name="file">The pickle, for errors.</param>
    /// <param name="compile">Whether it goes on training.</param>
    public Model Open(string file, bool compile)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".keras");
        try
        {
            File.WriteAllBytes(path, archive);
            return Model.Load(path, compile);
        }
        catch (InvalidDataException e)
        {
            throw Throw.DamagedModel(file, className, e);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
