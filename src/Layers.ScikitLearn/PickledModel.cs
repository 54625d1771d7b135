namespace Layers.ScikitLearn;

/// <summary>A pickled Keras model: the bytes of its <c>.keras</c> file.</summary>
internal sealed class PickledModel(string className, byte[] archive)
{
    public string ClassName => className;

    /// <summary>Returns the model in a pickle, or in its <c>History</c>; null if the pickle has another object.</summary>
    public static PickledModel? Find(object? value)
    {
        if (value is not PickledObject found) return null;
        if (found.TryGet(PickledObject.Archive, out var archive) && archive is byte[] bytes) return new(found.Type.Name, bytes);
        // Keras 3 stores the model in the field _model, behind a property.
        return found.Type.Name == "History" && (found.TryGet("model", out var model) || found.TryGet("_model", out model)) ? Find(model)
            : null;
    }

    /// <summary>Opens the model. Model files are opened by path, so the bytes are written to a temporary file.</summary>
    /// <param name="file">The name of the pickle, for errors.</param>
    /// <param name="compile">Whether to restore loss, metrics and optimizer.</param>
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
