using System.Collections.Frozen;

namespace CrmCore.Matching.Forms;

/// <summary>
/// Traditional Chinese characters that names of people, companies and places use, each with its simplified form. A subset: a character that is not
/// in it stays as it is, so it matches only itself.
/// </summary>
internal static class ChineseScript
{
    private const string Pairs =
        "華华國国電电業业東东車车門门問问間间開开關关馬马媽妈鳥鸟魚鱼龍龙龜龟風风飛飞雲云陽阳陰阴際际陳陈陸陆隊队階阶張张長长強强" +
        "劉刘吳吴楊杨趙赵孫孙鄭郑馮冯許许鄧邓蕭萧葉叶蘇苏呂吕盧卢蔣蒋賈贾閻阎餘余鄒邹譚谭賴赖龔龚萬万錢钱湯汤嚴严韓韩羅罗鍾钟謝谢" +
        "賀贺顧顾饒饶駱骆齊齐齡龄麗丽廣广慶庆應应廠厂廳厅聯联聲声職职聖圣聰聪肅肃腦脑膽胆臺台與与興兴舊旧艦舰藝艺節节蘭兰藍蓝藥药" +
        "處处虛虚號号虧亏蟲虫術术衛卫裝装製制複复規规視视覺觉覽览觀观計计訂订訊讯記记訓训託托設设訪访評评診诊詞词試试詩诗話话該该" +
        "詳详誠诚誤误語语說说課课調调談谈請请諾诺論论諮咨證证識识譜谱議议譯译護护讀读變变讓让豐丰財财貝贝責责貨货販贩貿贸費费資资" +
        "賢贤賣卖質质購购賽赛贈赠贊赞軍军軒轩軟软軸轴輕轻載载輔辅輛辆輝辉輪轮輯辑輸输轉转辦办農农運运進进達达過过遠远遙遥適适遷迁" +
        "選选遞递還还邊边連连週周郵邮鄉乡醫医釋释鋼钢銀银銅铜鋁铝銘铭銳锐銷销鋒锋錄录錦锦鍵键鎮镇鏡镜鐘钟鐵铁鑄铸鑽钻針针釣钓鈴铃" +
        "鉅钜閃闪閉闭閣阁閱阅隨随險险雙双離离難难雜杂靈灵靜静頂顶項项順顺預预領领頭头題题願愿類类額额顏颜顯显飯饭飲饮飾饰館馆養养" +
        "騰腾驅驱驗验驚惊駐驻髮发鬥斗魯鲁鮮鲜鳳凤鴻鸿鵬鹏鶴鹤鷹鹰麥麦黃黄點点黨党齒齿備备傑杰傳传債债傷伤僑侨億亿優优儀仪儲储兒儿" +
        "兩两內内冊册凍冻劃划劇剧劍剑動动務务勝胜勞劳勢势勵励區区協协單单卻却參参員员啟启喬乔嘆叹嗎吗圍围園园圓圆圖图團团執执堅坚" +
        "報报場场塊块壓压壞坏壯壮壽寿夢梦夾夹奮奋奪夺婦妇娛娱學学寧宁實实審审寫写寬宽寶宝將将專专尋寻對对導导層层屬属島岛崗岗嶺岭" +
        "嶽岳帥帅師师帳帐帶带幣币幫帮幹干庫库廟庙廢废彈弹彌弥徑径從从復复徵征徹彻恆恒悅悦惡恶愛爱態态慮虑憂忧憶忆懷怀戰战戲戏戶户" +
        "拋抛掛挂採采揚扬換换揮挥損损搖摇撥拨據据擁拥擇择擊击擔担擬拟擴扩攝摄敗败敵敌數数斷断時时晉晋暢畅曉晓書书會会條条來来極极" +
        "構构槍枪樂乐標标樓楼樣样樹树橋桥機机檢检權权歐欧歡欢歲岁歷历歸归殘残殺杀氣气決决沒没況况洩泄涼凉淚泪淨净淺浅減减測测滬沪" +
        "渾浑湧涌準准溝沟溫温滅灭滿满漁渔漢汉潔洁潛潜潤润澤泽濟济濤涛濱滨濰潍瀋沈灣湾災灾為为烏乌無无煙烟煒炜熱热燈灯燒烧營营爐炉" +
        "爭争爾尔牆墙獎奖獨独獲获獻献現现瑋玮環环瑪玛瓊琼產产畢毕畫画異异當当療疗癒愈發发盤盘盡尽監监眾众礦矿碼码確确禮礼禎祯禪禅" +
        "種种稱称積积穩稳窮穷競竞筆笔築筑簡简簽签籌筹糧粮紀纪約约紅红納纳純纯紙纸級级紡纺細细組组終终結结絕绝給给統统絲丝經经綜综" +
        "綠绿維维綱纲網网緊紧線线緣缘編编練练縣县縱纵總总績绩織织繪绘繫系繼继續续纖纤罰罚習习義义翹翘範范莊庄莖茎萊莱蓮莲蓋盖薦荐" +
        "薩萨蔥葱薑姜偉伟個个們们倫伦側侧偵侦僅仅價价侖仑嬌娇嫻娴嬰婴瑩莹瑤瑶璽玺穎颖縉缙綺绮紹绍緒绪綿绵絡络繽缤騏骐驥骥駿骏驊骅" +
        "騁骋鈞钧鈺钰銓铨錚铮鐸铎鎧铠鋭锐釗钊闊阔閩闽韋韦韻韵頻频頤颐穀谷遊游鞏巩燁烨煥焕燦灿爍烁曄晔暉晖昇升崢峥嶸嵘峽峡涇泾滄沧" +
        "瀾澜瀟潇淵渊漣涟滙汇匯汇彙汇櫻樱櫃柜棟栋樞枢檸柠欄栏";

    private static readonly FrozenDictionary<char, char> Simplified =
        Enumerable.Range(0, Pairs.Length / 2).ToFrozenDictionary(i => Pairs[2 * i], i => Pairs[(2 * i) + 1]);

    /// <summary>The simplified form of a character, itself where it has none here. Applying it twice changes nothing.</summary>
    public static char Simplify(char letter) => letter >= '\u3400' && Simplified.TryGetValue(letter, out char simple) ? simple : letter;

    /// <summary>Whether a text begins with a Chinese character.</summary>
    public static bool IsChinese(ReadOnlySpan<char> text) => text.Length > 0 && text[0] is >= '\u3400' and <= '\u9FFF';
}
