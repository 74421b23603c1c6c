import { init, use } from 'echarts/core';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendPlainComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, ScatterChart, AriaComponent, GridComponent, LegendPlainComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

globalThis.echarts = { init };
