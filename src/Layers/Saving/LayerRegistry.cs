using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>The layer classes that files may name. Keras's own classes are registered; register yours once, at startup.</summary>
/// <example><code>LayerRegistry.Register&lt;Cube&gt;("my");   // its name in files is my&gt;Cube, as with
/// @keras.saving.register_keras_serializable("my")</code></example>
public static class LayerRegistry
{
    private const string OwnPackage = "Layers>";

    // Keras's module of the layers that its FeatureSpace makes.
    private const string FeatureModule = "keras.src.layers.preprocessing.feature_space";

    private static readonly ConcurrentDictionary<string, Entry> s_byName = new();
    private static readonly ConcurrentDictionary<Type, Entry> s_byType = new();

    // To add a layer, add a line here.
    static LayerRegistry()
    {
        Add<Input>("InputLayer", "keras.layers", null);
        Add<Normalization>("Normalization", "keras.layers", null);
        Add<Rescaling>("Rescaling", "keras.layers", null);
        AddOwn<MinMaxScaling>();
        AddOwn<MaxAbsScaling>();
        AddOwn<DecimalScaling>();
        AddOwn<RobustScaling>();
        AddOwn<PowerTransform>();
        AddOwn<QuantileTransform>();
        AddOwn<Imputation>();
        AddOwn<MissingIndicator>();
        AddOwn<Clipping>();
        AddOwn<LogScaling>();
        AddOwn<ColumnSelection>();
        AddOwn<LargestColumn>();
        AddOwn<PolynomialFeatures>();
        AddOwn<Binarization>();
        AddOwn<RowScaling>();
        Add<Hashing>("Hashing", "keras.layers", null);
        Add<HashedCrossing>("HashedCrossing", "keras.layers", null);
        Add<Discretization>("Discretization", "keras.layers", null);
        Add<CategoryEncoding>("CategoryEncoding", "keras.layers", null);
        Add<TextVectorization>("TextVectorization", "keras.layers", null);
        Add<StringLookup>("StringLookup", "keras.layers", null);
        Add<IntegerLookup>("IntegerLookup", "keras.layers", null);
        Add<TFDIdentity>("TFDIdentity", FeatureModule, "TFDIdentity");
        Add<TFDConcat>("TFDConcat", FeatureModule, "TFDConcat");
        AddOwn<Cyclic>();
        AddOwn<Bins>();
        AddOwn<Spline>();
        AddOwn<OneHotEncoding>();
        AddOwn<OrdinalEncoding>();
        AddOwn<FrequencyEncoding>();
        AddOwn<TargetEncoding>();
        AddOwn<LabelBinarization>();
        AddOwnClass<DateParts>();
        AddOwnClass<TextImputation>();
        AddOwnClass<TextMissingIndicator>();
        Add<Dense>("Dense", "keras.layers", null);
        Add<Activation>("Activation", "keras.layers", null);
        Add<ReLU>("ReLU", "keras.layers", null);
        Add<LeakyReLU>("LeakyReLU", "keras.layers", null);
        Add<PReLU>("PReLU", "keras.layers", null);
        Add<ELU>("ELU", "keras.layers", null);
        Add<Softmax>("Softmax", "keras.layers", null);
        Add<Embedding>("Embedding", "keras.layers", null);
        Add<Dropout>("Dropout", "keras.layers", null);
        Add<SpatialDropout1D>("SpatialDropout1D", "keras.layers", null);
        Add<SpatialDropout2D>("SpatialDropout2D", "keras.layers", null);
        Add<GaussianNoise>("GaussianNoise", "keras.layers", null);
        Add<GaussianDropout>("GaussianDropout", "keras.layers", null);
        Add<ActivityRegularization>("ActivityRegularization", "keras.layers", null);
        Add<Flatten>("Flatten", "keras.layers", null);
        Add<Reshape>("Reshape", "keras.layers", null);
        Add<Permute>("Permute", "keras.layers", null);
        Add<RepeatVector>("RepeatVector", "keras.layers", null);
        Add<Identity>("Identity", "keras.layers", null);
        Add<Masking>("Masking", "keras.layers", null);
        Add<BatchNormalization>("BatchNormalization", "keras.layers", null);
        Add<LayerNormalization>("LayerNormalization", "keras.layers", null);
        Add<GroupNormalization>("GroupNormalization", "keras.layers", null);
        Add<UnitNormalization>("UnitNormalization", "keras.layers", null);
        Add<RMSNormalization>("RMSNormalization", "keras.layers", null);
        Add<Add>("Add", "keras.layers", null);
        Add<Subtract>("Subtract", "keras.layers", null);
        Add<Multiply>("Multiply", "keras.layers", null);
        Add<Average>("Average", "keras.layers", null);
        Add<Maximum>("Maximum", "keras.layers", null);
        Add<Minimum>("Minimum", "keras.layers", null);
        Add<Concatenate>("Concatenate", "keras.layers", null);
        Add<Conv1D>("Conv1D", "keras.layers", null);
        Add<Conv2D>("Conv2D", "keras.layers", null);
        Add<DepthwiseConv1D>("DepthwiseConv1D", "keras.layers", null);
        Add<DepthwiseConv2D>("DepthwiseConv2D", "keras.layers", null);
        Add<SeparableConv1D>("SeparableConv1D", "keras.layers", null);
        Add<SeparableConv2D>("SeparableConv2D", "keras.layers", null);
        Add<MaxPooling1D>("MaxPooling1D", "keras.layers", null);
        Add<MaxPooling2D>("MaxPooling2D", "keras.layers", null);
        Add<AveragePooling1D>("AveragePooling1D", "keras.layers", null);
        Add<AveragePooling2D>("AveragePooling2D", "keras.layers", null);
        Add<GlobalMaxPooling1D>("GlobalMaxPooling1D", "keras.layers", null);
        Add<GlobalMaxPooling2D>("GlobalMaxPooling2D", "keras.layers", null);
        Add<GlobalAveragePooling1D>("GlobalAveragePooling1D", "keras.layers", null);
        Add<GlobalAveragePooling2D>("GlobalAveragePooling2D", "keras.layers", null);
        Add<ZeroPadding1D>("ZeroPadding1D", "keras.layers", null);
        Add<Cropping1D>("Cropping1D", "keras.layers", null);
        Add<ZeroPadding2D>("ZeroPadding2D", "keras.layers", null);
        Add<Cropping2D>("Cropping2D", "keras.layers", null);
        Add<UpSampling1D>("UpSampling1D", "keras.layers", null);
        Add<UpSampling2D>("UpSampling2D", "keras.layers", null);
        Add<Conv3D>("Conv3D", "keras.layers", null);
        Add<Conv1DTranspose>("Conv1DTranspose", "keras.layers", null);
        Add<Conv2DTranspose>("Conv2DTranspose", "keras.layers", null);
        Add<Conv3DTranspose>("Conv3DTranspose", "keras.layers", null);
        Add<MaxPooling3D>("MaxPooling3D", "keras.layers", null);
        Add<AveragePooling3D>("AveragePooling3D", "keras.layers", null);
        Add<GlobalMaxPooling3D>("GlobalMaxPooling3D", "keras.layers", null);
        Add<GlobalAveragePooling3D>("GlobalAveragePooling3D", "keras.layers", null);
        Add<AdaptiveMaxPooling1D>("AdaptiveMaxPooling1D", "keras.layers", null);
        Add<AdaptiveMaxPooling2D>("AdaptiveMaxPooling2D", "keras.layers", null);
        Add<AdaptiveMaxPooling3D>("AdaptiveMaxPooling3D", "keras.layers", null);
        Add<AdaptiveAveragePooling1D>("AdaptiveAveragePooling1D", "keras.layers", null);
        Add<AdaptiveAveragePooling2D>("AdaptiveAveragePooling2D", "keras.layers", null);
        Add<AdaptiveAveragePooling3D>("AdaptiveAveragePooling3D", "keras.layers", null);
        Add<ZeroPadding3D>("ZeroPadding3D", "keras.layers", null);
        Add<Cropping3D>("Cropping3D", "keras.layers", null);
        Add<UpSampling3D>("UpSampling3D", "keras.layers", null);
        Add<SpatialDropout3D>("SpatialDropout3D", "keras.layers", null);
        Add<Dot>("Dot", "keras.layers", null);
        Add<SimpleRNN>("SimpleRNN", "keras.layers", null);
        Add<LSTM>("LSTM", "keras.layers", null);
        Add<GRU>("GRU", "keras.layers", null);
        Add<SimpleRNNCell>("SimpleRNNCell", "keras.layers", null);
        Add<LSTMCell>("LSTMCell", "keras.layers", null);
        Add<GRUCell>("GRUCell", "keras.layers", null);
        Add<RNN>("RNN", "keras.layers", null);
        Add<StackedRNNCells>("StackedRNNCells", "keras.layers", null);
        Add<Bidirectional>("Bidirectional", "keras.layers", null);
        Add<TimeDistributed>("TimeDistributed", "keras.layers", null);
        Add<MultiHeadAttention>("MultiHeadAttention", "keras.layers", null);
        Add<GroupQueryAttention>("GroupQueryAttention", "keras.layers", null, "GroupedQueryAttention");
        Add<Attention>("Attention", "keras.layers", null);
        Add<AdditiveAttention>("AdditiveAttention", "keras.layers", null);
    }

    /// <summary>Registers a layer class of your own.</summary>
    /// <typeparam name="TLayer">The class.</typeparam>
    /// <param name="package">The name of your package, a prefix of the name in files.</param>
    /// <param name="name">The name; <see langword="null"/>, the default, is the name of the class.</param>
    /// <exception cref="ArgumentException">Another class has that name, or the class is registered under another name.</exception>
    public static void Register<TLayer>(string package, string? name = null)
        where TLayer : Layer, ISavable<TLayer>
    {
        ArgumentException.ThrowIfNullOrEmpty(package);
        name ??= typeof(TLayer).Name;
        Add<TLayer>(name, null, $"{package}>{name}");
    }

    /// <summary>Registers an activation function of your own.</summary>
    /// <param name="function">The function; files refer to it by its name.</param>
    /// <exception cref="ArgumentException">Another function has that name.</exception>
    public static void Register(ActivationFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        Activations.Register(function);
    }

    /// <summary>The names that files may use, sorted.</summary>
    internal static IEnumerable<string> Names => s_byName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The names of Keras's own layers that this library has, sorted.</summary>
    internal static IEnumerable<string> KerasNames =>
        s_byName.Values.Where(entry => entry.Module is not null and not FeatureModule).Select(entry => entry.ClassName)
        .Order(StringComparer.Ordinal);

    /// <summary>The layers that Keras does not have and that files hold as stock layers, sorted.</summary>
    internal static IEnumerable<Entry> Own =>
        s_byName.Values.Where(entry => entry.IsWrittenAsStock && entry.Key.StartsWith(OwnPackage, StringComparison.Ordinal))
        .OrderBy(entry => entry.ClassName, StringComparer.Ordinal);

    /// <summary>The layers that Keras does not have and that files hold as their own class, sorted.</summary>
    internal static IEnumerable<Entry> OwnClasses =>
        s_byName.Values.Where(entry => !entry.IsWrittenAsStock && entry.Key.StartsWith(OwnPackage, StringComparison.Ordinal))
        .OrderBy(entry => entry.ClassName, StringComparer.Ordinal);

    internal static Entry Find(Layer layer) => s_byType.TryGetValue(layer.GetType(), out var entry) ? entry : throw Throw.NotSavable(layer);

    internal static Entry? Find(string name) => s_byName.GetValueOrDefault(name);

    // A layer that Keras does not have: files hold it as stock layers, and only layers.json has this name.
    private static void AddOwn<TLayer>()
        where TLayer : Layer, IWrittenAsStock, ISavable<TLayer> =>
        Add<TLayer>(typeof(TLayer).Name, null, $"{OwnPackage}{typeof(TLayer).Name}");

    // A layer that Keras cannot express with its layers or operations: files hold it as its own class.
    private static void AddOwnClass<TLayer>()
        where TLayer : Layer, ISavable<TLayer> => Add<TLayer>(typeof(TLayer).Name, null, $"{OwnPackage}{typeof(TLayer).Name}");

    // The Python class may have another name than the one it is registered under.
    private static void Add<TLayer>(string className, string? module, string? registeredName, string? pythonName = null)
        where TLayer : Layer, ISavable<TLayer>
    {
        var entry = new Entry(className, module, registeredName,
            layer =>
            {
                var config = new ConfigWriter { WriteLayer = LayerJson.Write };
                ((TLayer)layer).WriteConfig(config);
                return config.Json;
            },
            TLayer.FromConfig,
            typeof(TLayer).IsAssignableTo(typeof(IWrittenAsStock)))
        {
            PythonName = pythonName ?? className,
        };
        if (s_byType.TryGetValue(typeof(TLayer), out var known))
        {
            if (known.Key == entry.Key) return;
            throw Throw.ClassHasAName(typeof(TLayer).Name, known.Key);
        }
        if (!s_byName.TryAdd(entry.Key, entry)) throw Throw.NameTaken("layer", entry.Key);
        if (!s_byType.TryAdd(typeof(TLayer), entry)) throw Throw.ClassHasAName(typeof(TLayer).Name, s_byType[typeof(TLayer)].Key);
    }

    internal sealed record Entry(string ClassName, string? Module, string? RegisteredName, Func<Layer, JsonObject> Write,
        Func<ConfigReader, Layer> Read, bool IsWrittenAsStock)
    {
        public string Key => RegisteredName ?? ClassName;

        /// <summary>The name of Python's class, from which the names of weight groups are derived.</summary>
        public required string PythonName { get; init; }
    }
}
